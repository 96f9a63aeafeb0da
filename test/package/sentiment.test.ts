import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PackageError } from '../../src/package/error.ts';
import { loadPackages } from '../../src/package/load-all.ts';
import type { SentimentManifest } from '../../src/package/manifest.ts';
import { sha256Of } from '../../src/sha256.ts';
import { loadSentiment } from '../../src/tasks/sentiment/load.ts';
import { loadTagger } from '../../src/tasks/tag/load.ts';
import { temporaryFolder, writeTinyPackage } from '../helpers/tiny-package.ts';
import { writeTinySentiment } from '../helpers/tiny-sentiment.ts';

let root: string;
let remove: () => Promise<void>;
beforeAll(async () => {
  ({ folder: root, remove } = await temporaryFolder());
});
afterAll(() => remove());

const errorOf = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: PackageError) => error,
  );

type Edit = (folder: string, manifest: Record<string, unknown> & SentimentManifest) => unknown;

async function replace(folder: string, manifest: SentimentManifest, file: string, text: string) {
  await writeFile(join(folder, file), text);
  manifest.files[file] = { sha256: sha256Of(Buffer.from(text)), bytes: Buffer.byteLength(text) };
}

const golden = (label: string, positive: number) =>
  JSON.stringify([{ text: 'never again', label, positive }]);

const damages: [string, string, string | undefined, Edit][] = [
  ['labels', 'manifest.json', 'labels', (_, m) => Object.assign(m, { labels: { count: 2 } })],
  ['slots', 'manifest.json', 'slots', (_, m) => Object.assign(m, { slots: [] })],
  [
    'other classes',
    'manifest.json',
    'classes.0',
    (_, m) => Object.assign(m, { classes: ['bad', 'positive'] }),
  ],
  [
    'no temperature',
    'manifest.json',
    'calibration.temperature',
    (_, m) => Object.assign(m.calibration, { temperature: 0 }),
  ],
  [
    'too wide a band',
    'manifest.json',
    'calibration.neutral',
    (_, m) => Object.assign(m.calibration, { neutral: 2 }),
  ],
  ['no calibration', 'manifest.json', 'calibration', (_, m) => Object.assign(m, { calibration: undefined })],
  ['no golden cases listed', 'manifest.json', 'files', (_, m) => delete m.files['golden.json']],
  ['no golden case', 'golden.json', undefined, (f, m) => replace(f, m, 'golden.json', '[]')],
  ['another answer', 'golden.json', '0', (f, m) => replace(f, m, 'golden.json', golden('neutral', 0.123))],
  ['an unknown label', 'golden.json', '0.label', (f, m) => replace(f, m, 'golden.json', golden('x', 0.5))],
  [
    'the graphs exchanged',
    'model.onnx',
    'input tokens',
    (_, m) => Object.assign(m.model, { file: 'tokens.onnx', tokens: 'model.onnx' }),
  ],
  ['a smaller vocabulary', 'golden.json', '0', (f, m) => replace(f, m, 'vocabulary.json', '["<other>"]')],
];

/** What is wrong with a package after an edit. */
async function errorAfter(folder: string, edit: Edit): Promise<PackageError | undefined> {
  const path = join(folder, 'manifest.json');
  const manifest = JSON.parse(await readFile(path, 'utf8'));
  await edit(folder, manifest);
  await writeFile(path, JSON.stringify(manifest));
  return errorOf(loadSentiment(folder));
}

describe('the package of a sentiment model', () => {
  it('loads', async () => {
    const model = await loadSentiment(await writeTinySentiment(root));
    expect(model.manifest).toMatchObject({ name: 'moods', task: 'sentiment' });
    await model.close();
  });

  it.each(damages)('is refused with %s', async (what, file, field, edit) => {
    const folder = await writeTinySentiment(root, 'damaged');
    const error = await errorAfter(folder, edit);
    expect(error).toBeInstanceOf(PackageError);
    if (what === 'the graphs exchanged') return;
    expect([error!.file, error!.field]).toEqual([file, field]);
  });
});

const ngrams = { words: [1, 2], characters: [2], buckets: 64 };

const ngramDamages: [string, string, string, Edit][] = [
  ['unlisted', 'model.onnx', 'input ngrams', (_, m) => delete m.ngrams],
  [
    'in more buckets than the graph has',
    'model.onnx',
    '',
    (_, m) => Object.assign(m.ngrams!, { buckets: 65 }),
  ],
  ['of other sizes', 'golden.json', '0', (_, m) => Object.assign(m.ngrams!, { words: [1, 3] })],
  [
    'of no size',
    'manifest.json',
    'ngrams',
    (_, m) => Object.assign(m.ngrams!, { words: [], characters: [] }),
  ],
];

describe('the package of a model with n-grams', () => {
  it('loads, beside one that knows of none', async () => {
    const model = await loadSentiment(await writeTinySentiment(root, 'ngrams', { ngrams }));
    expect(model.manifest.ngrams).toEqual(ngrams);
    await model.close();
    const without = await loadSentiment(await writeTinySentiment(root, 'plain'));
    expect(without.manifest).not.toHaveProperty('ngrams');
    await without.close();
  });

  it.each(ngramDamages)('is refused with n-grams %s', async (_, file, field, edit) => {
    const folder = await writeTinySentiment(root, 'damaged-ngrams', { ngrams });
    const error = await errorAfter(folder, edit);
    expect(error).toBeInstanceOf(PackageError);
    expect([error!.file, error!.field ?? '']).toEqual([file, field]);
  });

  it('is refused with n-grams that its graph lacks', async () => {
    const folder = await writeTinySentiment(root, 'damaged');
    const error = await errorAfter(folder, (_, m) => Object.assign(m, { ngrams }));
    expect([error!.file, error!.field]).toEqual(['model.onnx', 'input ngrams']);
  });
});

describe('packages of several tasks', () => {
  it('load side by side, and not for what they are not made for', async () => {
    const { folder, remove: removeBoth } = await temporaryFolder();
    const [tagger, sentiment] = [await writeTinyPackage(folder), await writeTinySentiment(folder)];
    const packages = await loadPackages(folder);
    expect(packages.map(({ task }) => task).sort()).toEqual(['sentiment', 'tag']);
    expect((await errorOf(loadTagger(sentiment)))!.message).toContain(
      'is sentiment; what was asked for needs a model for tag',
    );
    const wrong = await errorOf(loadSentiment(tagger));
    expect([wrong!.file, wrong!.field]).toEqual(['manifest.json', 'task']);
    await removeBoth();
  });
});

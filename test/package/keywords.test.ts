import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PackageError } from '../../src/package/error.ts';
import type { KeywordsGoldenCase } from '../../src/package/golden.ts';
import { loadPackages } from '../../src/package/load-all.ts';
import type { KeywordsManifest } from '../../src/package/manifest.ts';
import { sha256Of } from '../../src/sha256.ts';
import { loadKeywords } from '../../src/tasks/keywords/load.ts';
import { type TinyKeywordsOptions, tinyKeywordsParts, writeTinyKeywords } from '../helpers/tiny-keywords.ts';
import { temporaryFolder, writeTinyPackage } from '../helpers/tiny-package.ts';

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

type Edit = (folder: string, manifest: Record<string, unknown> & KeywordsManifest) => unknown;

async function replace(folder: string, manifest: KeywordsManifest, file: string, data: string | Uint8Array) {
  const bytes = Buffer.from(data as string);
  await writeFile(join(folder, file), bytes);
  manifest.files[file] = { sha256: sha256Of(bytes), bytes: bytes.length };
}

/** Changes the first golden case. */
const golden =
  (change: (one: KeywordsGoldenCase) => void): Edit =>
  async (folder, manifest) => {
    const cases: KeywordsGoldenCase[] = JSON.parse(await readFile(join(folder, 'golden.json'), 'utf8'));
    change(cases[0]!);
    await replace(folder, manifest, 'golden.json', JSON.stringify(cases));
  };

/** Gives the package the graph of windows of another one. */
const graphOf =
  (options: TinyKeywordsOptions): Edit =>
  (folder, manifest) =>
    replace(folder, manifest, 'model.onnx', tinyKeywordsParts('other', options).files['model.onnx']!);

const damages: [string, string, string | undefined, Edit][] = [
  ['labels', 'manifest.json', 'labels', (_, m) => Object.assign(m, { labels: { count: 3 } })],
  ['an unknown method', 'manifest.json', 'method', (_, m) => Object.assign(m, { method: 'guess' })],
  ['no words', 'manifest.json', 'maxWords', (_, m) => Object.assign(m, { maxWords: 0 })],
  ['a threshold above 1', 'manifest.json', 'threshold', (_, m) => Object.assign(m, { threshold: 1.5 })],
  [
    'margins that leave nothing of a window',
    'manifest.json',
    'window.margin',
    (_, m) => Object.assign(m.window, { margin: 8 }),
  ],
  ['no golden cases listed', 'manifest.json', 'files', (_, m) => delete m.files['golden.json']],
  ['no golden case', 'golden.json', undefined, (f, m) => replace(f, m, 'golden.json', '[]')],
  [
    'another score',
    'golden.json',
    '0',
    golden(({ keywords }) => {
      keywords[0]!.score -= 0.01;
    }),
  ],
  [
    'other places',
    'golden.json',
    '0',
    golden(({ keywords }) => {
      keywords[0]!.occurrences[0]!.start += 1;
    }),
  ],
  ['a keyword that is not recorded', 'golden.json', '0', golden(({ keywords }) => keywords.shift())],
  [
    'a keyword that is not found',
    'golden.json',
    '0',
    golden(({ keywords }) => keywords.push({ ...keywords[0]!, text: 'moon' })),
  ],
  [
    'a keyword without a place',
    'golden.json',
    '0.keywords.0.occurrences',
    golden(({ keywords }) => {
      keywords[0]!.occurrences = [];
    }),
  ],
  ['the graph of another method', 'model.onnx', 'input firsts', graphOf({ method: 'scorer' })],
];

describe('the package of a model of keywords', () => {
  it.each(['tagger', 'scorer'] as const)('loads as a %s', async (method) => {
    const model = await loadKeywords(await writeTinyKeywords(root, method, { method }));
    expect(model.manifest).toMatchObject({ name: method, task: 'keywords', method });
    await model.close();
  });

  it.each(damages)('is refused with %s', async (_, file, field, edit) => {
    const folder = await writeTinyKeywords(root, 'damaged', { threshold: 0 });
    const path = join(folder, 'manifest.json');
    const manifest = JSON.parse(await readFile(path, 'utf8'));
    await edit(folder, manifest);
    await writeFile(path, JSON.stringify(manifest));
    const error = await errorOf(loadKeywords(folder));
    expect(error).toBeInstanceOf(PackageError);
    expect([error!.file, error!.field]).toEqual([file, field]);
  });

  it('takes golden cases whose scores are at the threshold on one processor, and just below it on another', async () => {
    const folder = await writeTinyKeywords(root, 'edge', { threshold: 0 });
    const path = join(folder, 'manifest.json');
    const manifest: KeywordsManifest = JSON.parse(await readFile(path, 'utf8'));
    const cases: KeywordsGoldenCase[] = JSON.parse(await readFile(join(folder, 'golden.json'), 'utf8'));
    const { score } = cases[0]!.keywords[0]!;
    const keep = (least: number) =>
      cases.map(({ text, keywords }) => ({ text, keywords: keywords.filter((each) => each.score >= least) }));
    for (const [threshold, recorded, loads] of [
      [score + 1e-6, score, true],
      [score - 1e-6, score + 1e-6, true],
      [score + 2e-3, score, true],
      [score - 2e-3, score + 1e-6, false],
    ] as const) {
      await replace(folder, manifest, 'golden.json', JSON.stringify(keep(recorded)));
      await writeFile(path, JSON.stringify({ ...manifest, threshold }));
      const error = await errorOf(loadKeywords(folder).then((model) => model.close()));
      expect([threshold, error?.message]).toEqual([
        threshold,
        loads ? undefined : expect.stringContaining('not recorded'),
      ]);
    }
  });

  it('loads beside taggers, and not as one', async () => {
    const { folder, remove: removeBoth } = await temporaryFolder();
    await writeTinyPackage(folder);
    await writeTinyKeywords(folder);
    expect((await loadPackages(folder)).map(({ task }) => task).sort()).toEqual(['keywords', 'tag']);
    const wrong = await errorOf(loadKeywords(join(folder, 'tiny')));
    expect([wrong!.file, wrong!.field]).toEqual(['manifest.json', 'task']);
    await removeBoth();
  });
});

import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PackageError } from '../../src/package/error.ts';
import { loadPackages } from '../../src/package/load-all.ts';
import type { SpeechManifest } from '../../src/package/manifest.ts';
import { sha256Of } from '../../src/sha256.ts';
import { loadAcoustic } from '../../src/tasks/speech/load.ts';
import { temporaryFolder } from '../helpers/tiny-package.ts';
import { writeTinySpeech } from '../helpers/tiny-speech.ts';

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

type Edit = (folder: string, manifest: Record<string, unknown> & SpeechManifest) => unknown;

async function replace(folder: string, manifest: SpeechManifest, file: string, text: string) {
  await writeFile(join(folder, file), text);
  manifest.files[file] = { sha256: sha256Of(Buffer.from(text)), bytes: Buffer.byteLength(text) };
}

/** The golden cases with one number changed. */
async function otherGolden(folder: string, manifest: SpeechManifest) {
  const cases = JSON.parse(await readFile(join(folder, 'golden.json'), 'utf8'));
  cases[1].logProbs[2][3] -= 0.1;
  await replace(folder, manifest, 'golden.json', JSON.stringify(cases));
}

const other = '0'.repeat(64);
const symbols =
  (change: (symbols: string[]) => string[]): Edit =>
  (_, m) =>
    Object.assign(m.alphabet, { symbols: change(m.alphabet.symbols) });

const damages: [string, string, string | undefined, Edit][] = [
  ['labels', 'manifest.json', 'labels', (_, m) => Object.assign(m, { labels: { count: 2 } })],
  ['a tokenizer', 'manifest.json', 'tokenizer', (_, m) => Object.assign(m, { tokenizer: 'unicode-1' })],
  ['no features', 'manifest.json', 'features', (_, m) => Object.assign(m, { features: undefined })],
  [
    'bands of no width',
    'manifest.json',
    'features.minHz',
    (_, m) => Object.assign(m.features, { minHz: 7600 }),
  ],
  [
    'another rate',
    'manifest.json',
    'features.sampleRate',
    (_, m) => Object.assign(m.features, { sampleRate: 8000 }),
  ],
  ['no blank', 'manifest.json', 'alphabet.blank', (_, m) => Object.assign(m.alphabet, { blank: 29 })],
  [
    'a symbol twice',
    'manifest.json',
    'alphabet.symbols',
    symbols((list) => [...list.slice(0, -2), 'a', ' ']),
  ],
  ['no space', 'manifest.json', 'alphabet.wordSeparator', symbols((list) => [...list.slice(0, -1), '|'])],
  ['another width', 'model.onnx', 'input features', (_, m) => Object.assign(m.features, { bands: 40 })],
  ['more symbols', 'model.onnx', 'output logProbs', symbols((list) => ['', 'é', ...list.slice(1)])],
  [
    'a language model that is not there',
    'manifest.json',
    'files',
    (_, m) =>
      Object.assign(m, {
        decoding: { beamWidth: 8, alpha: 1, beta: 0, languageModel: { file: 'lm.arpa.gz', sha256: other } },
      }),
  ],
  [
    'a language model with two checksums',
    'manifest.json',
    'decoding.languageModel.sha256',
    (_, m) =>
      Object.assign(m, {
        decoding: { beamWidth: 8, alpha: 1, beta: 0, languageModel: { file: 'golden.json', sha256: other } },
      }),
  ],
  [
    'a beam of none',
    'manifest.json',
    'decoding.beamWidth',
    (_, m) => Object.assign(m, { decoding: { beamWidth: 0, alpha: 1, beta: 0 } }),
  ],
  ['no golden case', 'golden.json', undefined, (f, m) => replace(f, m, 'golden.json', '[]')],
  ['another answer', 'golden.json', '1', otherGolden],
];

describe('the package of a speech model', () => {
  it('loads, and says the same of every batch as of each utterance by itself', async () => {
    const model = await loadAcoustic(await writeTinySpeech(root, 'whole'));
    const features = [5, 1, 9].map((frames, index) => ({
      values: Float32Array.from({ length: frames * 192 }, (_, at) => Math.sin(at * (index + 1))),
      frames,
    }));
    const together = await model.logProbs(features);
    const alone = [];
    for (const one of features) alone.push(...(await model.logProbs([one])));
    expect(together.map(({ frames }) => frames)).toEqual([5, 1, 9]);
    expect(together).toEqual(alone);
    for (const { values } of together) {
      const sums = new Float64Array(values.length / 29);
      for (const [at, number] of values.entries()) sums[Math.floor(at / 29)]! += Math.exp(number);
      for (const sum of sums) expect(sum).toBeCloseTo(1, 4);
    }
    expect(await model.logProbs([])).toEqual([]);
    await model.close();
  });

  it('stands beside packages of other tasks', async () => {
    const folder = join(root, 'several');
    await writeTinySpeech(folder, 'ears');
    expect((await loadPackages(folder)).map(({ task }) => task)).toEqual(['speech']);
  });

  it.each(damages)('is refused with %s', async (name, file, field, damage) => {
    const folder = await writeTinySpeech(root, name.replaceAll(' ', '-'));
    const manifest = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8'));
    await damage(folder, manifest);
    await writeFile(join(folder, 'manifest.json'), JSON.stringify(manifest));
    const error = await errorOf(loadAcoustic(folder));
    expect(error).toBeInstanceOf(PackageError);
    expect([error!.file, error!.field]).toEqual([file, field]);
  });
});

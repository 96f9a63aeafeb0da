import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { NgramModel } from '../../../src/decoding/ctc/ngram-model.ts';
import { loadLanguageModels } from '../../../src/tasks/ctc/language-models.ts';
import { tinyArpa } from '../../helpers/tiny-language-model.ts';
import { temporaryFolder } from '../../helpers/tiny-package.ts';

let folder: string;
let remove: () => Promise<void>;
beforeAll(async () => {
  ({ folder, remove } = await temporaryFolder());
});
afterAll(() => remove());

async function folderWith(files: Record<string, string | Buffer>): Promise<string> {
  const own = join(folder, Object.keys(files).join('-'));
  await mkdir(own);
  for (const [file, content] of Object.entries(files)) await writeFile(join(own, file), content);
  return own;
}

it('loads the ARPA files of a folder, on memory that threads share', async () => {
  const own = await folderWith({ 'b.arpa.gz': gzipSync(tinyArpa), 'a.arpa': tinyArpa, 'notes.txt': 'x' });
  const models = await loadLanguageModels(own);
  expect(models.map(({ data, ...about }) => about)).toEqual([
    { name: 'a', order: 2, words: 6, ngrams: 8 },
    { name: 'b', order: 2, words: 6, ngrams: 8 },
  ]);
  const { data } = models[0]!;
  expect([data.logProb.buffer, data.entries.slots.buffer, data.vocabulary.children.slots.buffer]).toEqual(
    Array(3).fill(expect.any(SharedArrayBuffer)),
  );
  const model = new NgramModel(data);
  expect(model.logProb(model.start, model.wordOf('to'))).toBeCloseTo(-0.5 * Math.LN10, 6);
});

it('has none without a folder', async () => {
  expect(await loadLanguageModels(undefined)).toEqual([]);
});

it('names what cannot be loaded', async () => {
  await expect(loadLanguageModels(join(folder, 'nowhere'))).rejects.toThrow(
    /nowhere.*ENOENT.*LANGUAGE_MODELS/,
  );
  const broken = await folderWith({ 'c.arpa': tinyArpa.replace('-1 the', 'one the') });
  await expect(loadLanguageModels(broken)).rejects.toThrow(/c\.arpa: line 12: log-prob/);
  const twice = await folderWith({ 'd.arpa': tinyArpa, 'd.arpa.gz': gzipSync(tinyArpa) });
  await expect(loadLanguageModels(twice)).rejects.toThrow(/are named d/);
});

import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readArpa } from '../../decoding/ctc/arpa.ts';
import type { NgramData } from '../../decoding/ctc/ngram-model.ts';

/** A language model of the service. */
export interface LanguageModelFile {
  /** Its file's name without `.arpa` or `.arpa.gz`. */
  readonly name: string;
  readonly order: number;
  /** Words that it knows, its tags among them, and n-grams of all orders. */
  readonly words: number;
  readonly ngrams: number;
  /** On memory that all threads share. */
  readonly data: NgramData;
}

const ending = /\.arpa(?:\.gz)?$/;

/**
 * Reads every ARPA file of a folder; without a folder there is none. Throws an Error that names the file and what to
 * change.
 */
export async function loadLanguageModels(folder: string | undefined): Promise<LanguageModelFile[]> {
  if (folder === undefined) return [];
  const entries = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    throw new Error(
      `the folder of language models ${folder} cannot be read (${error.code}); set LANGUAGE_MODELS to another`,
    );
  });
  const models: LanguageModelFile[] = [];
  for (const file of entries.filter((entry) => ending.test(entry) && !entry.startsWith('.')).sort()) {
    const model = await load(folder, file);
    if (models.some(({ name }) => name === model.name)) {
      throw new Error(`two language models in ${folder} are named ${model.name}; rename or remove one`);
    }
    models.push(model);
  }
  return models;
}

async function load(folder: string, file: string): Promise<LanguageModelFile> {
  const path = join(folder, file);
  try {
    const { data } = readArpa(await readFile(path));
    const ngrams = data.logProb.reduce((count, logProb) => count + (Number.isNaN(logProb) ? 0 : 1), 0);
    const tags = [data.begin, data.end, data.unknown].filter((tag) => tag >= 0).length;
    const words = tags + data.vocabulary.words.reduce((count, word) => count + (word >= 0 ? 1 : 0), 0);
    return { name: file.replace(ending, ''), order: data.order, words, ngrams, data: shared(data) };
  } catch (error) {
    throw new Error(`the language model ${path}: ${(error as Error).message}`);
  }
}

/** The same data, its lists moved to memory that threads share. */
export function shared<T>(data: T): T {
  if (typeof data !== 'object' || data === null) return data;
  if (!ArrayBuffer.isView(data)) {
    return Object.fromEntries(Object.entries(data).map(([field, value]) => [field, shared(value)])) as T;
  }
  const list = data as unknown as Int32Array;
  const Kind = list.constructor as new (buffer: SharedArrayBuffer) => Int32Array;
  const copy = new Kind(new SharedArrayBuffer(list.byteLength));
  copy.set(list);
  return copy as unknown as T;
}

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { sha256Of } from '../sha256.ts';
import { CorpusError } from './error.ts';
import { readBytes, unpack } from './source.ts';

/** Published word vectors in 8 bits a number: row i of `vectors` times `scales[i]` is the vector of `words[i - 1]`. */
export interface WordVectors {
  readonly words: readonly string[];
  readonly dimension: number;
  /** `[words + 1, dimension]`; row 0 is zero and stands for every other word. */
  readonly vectors: Int8Array;
  /** `[words + 1]` */
  readonly scales: Float32Array;
  /** Of the files as stored. */
  readonly sha256: string;
}

/** Tells by a word and its row, from 0, whether its vector is kept. */
type Choice = (word: string, row: number) => boolean;

/**
 * Reads word vectors: a GloVe text file (`word number number ...` a line, also packed by gzip), or a folder with
 * `words.txt[.gz]`, `vectors.i8` and `scales.f32`. Keeps the first `limit` words, and of the others those that `keep`
 * holds. Throws a CorpusError.
 */
export function readVectors(path: string, limit: number, keep: ReadonlySet<string>): WordVectors {
  const isChosen: Choice = (word, row) => row < limit || keep.has(word);
  return existsSync(join(path, 'vectors.i8')) ? readPack(path, isChosen) : readText(path, isChosen);
}

function readPack(folder: string, isChosen: Choice): WordVectors {
  const name = existsSync(join(folder, 'words.txt.gz')) ? 'words.txt.gz' : 'words.txt';
  const files = [name, 'vectors.i8', 'scales.f32'].map((file) => readBytes(join(folder, file)));
  const [list, numbers, factors] = files as [Buffer, Buffer, Buffer];
  const words = [...linesOf(join(folder, name), list)];
  const dimension = numbers.length / words.length;
  if (factors.length !== 4 * words.length || !Number.isInteger(dimension)) {
    throw new CorpusError(folder, undefined, {
      problem: `holds ${words.length} words, ${factors.length / 4} scales and ${numbers.length} numbers`,
      remedy: 'There must be one scale and equally many numbers for each word',
    });
  }
  const rows = words.flatMap((word, row): Row[] => {
    if (!isChosen(word, row)) return [];
    const vector = Int8Array.from(numbers.subarray(row * dimension, (row + 1) * dimension));
    return [{ word, vector, scale: factors.readFloatLE(4 * row) }];
  });
  return { ...tableOf(rows, dimension), sha256: sha256Of(Buffer.concat(files)) };
}

function readText(path: string, isChosen: Choice): WordVectors {
  const bytes = readBytes(path);
  const rows: Row[] = [];
  let dimension = 0;
  let row = 0;
  for (const line of linesOf(path, bytes)) {
    if (row === 0) dimension = line.split(' ').length - 1;
    // Published files have millions of lines: only those that are kept are taken apart.
    const word = line.slice(0, Math.max(0, line.indexOf(' ')));
    if (isChosen(word, row)) {
      const numbers = line
        .slice(word.length + 1)
        .split(' ')
        .map(Number);
      if (numbers.length !== dimension || dimension === 0 || !numbers.every(Number.isFinite)) {
        throw new CorpusError(path, row + 1, {
          problem: `is not a word and ${dimension} numbers`,
          remedy: 'Give vectors in the GloVe text format, without a header line',
        });
      }
      rows.push({ word, ...quantized(numbers) });
    }
    row += 1;
  }
  return { ...tableOf(rows, dimension), sha256: sha256Of(bytes) };
}

interface Row {
  readonly word: string;
  readonly vector: Int8Array;
  readonly scale: number;
}

function quantized(numbers: readonly number[]): Omit<Row, 'word'> {
  const scale = Math.max(...numbers.map(Math.abs)) / 127 || 1;
  return { scale, vector: Int8Array.from(numbers, (number) => Math.round(number / scale)) };
}

function tableOf(rows: readonly Row[], dimension: number): Omit<WordVectors, 'sha256'> {
  const vectors = new Int8Array((rows.length + 1) * dimension);
  for (const [place, { vector }] of rows.entries()) vectors.set(vector, (place + 1) * dimension);
  return {
    words: rows.map(({ word }) => word),
    dimension,
    vectors,
    scales: Float32Array.from([0, ...rows.map(({ scale }) => scale)]),
  };
}

/** The lines that are not empty, one by one: all of a published file would not fit into one string. */
function* linesOf(file: string, bytes: Buffer): Generator<string> {
  const plain = bytes[0] === 0x1f && bytes[1] === 0x8b ? unpack(file, bytes) : bytes;
  for (let start = 0; start < plain.length; ) {
    const feed = plain.indexOf(10, start);
    const end = feed < 0 ? plain.length : feed;
    const line = plain.toString('utf8', start, end).replace(/\r$/u, '');
    if (line !== '') yield line;
    start = end + 1;
  }
}

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { sha256Of } from '../package/parse.ts';
import { CorpusError } from './error.ts';

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

/**
 * Reads word vectors: a GloVe text file (`word number number ...` a line, also `.gz`), or a folder with
 * `words.txt[.gz]`, `vectors.i8` and `scales.f32`. Keeps the first `limit` words, and of the others those that `keep`
 * holds. Throws a CorpusError.
 */
export function readVectors(path: string, limit: number, keep: ReadonlySet<string>): WordVectors {
  const source = existsSync(join(path, 'vectors.i8')) ? readPack(path) : readText(path);
  const chosen = [...source.words.keys()].filter((row) => row < limit || keep.has(source.words[row]!));
  const { dimension } = source;
  const vectors = new Int8Array((chosen.length + 1) * dimension);
  const scales = new Float32Array(chosen.length + 1);
  for (const [place, row] of chosen.entries()) {
    vectors.set(source.vectors.subarray(row * dimension, (row + 1) * dimension), (place + 1) * dimension);
    scales[place + 1] = source.scales[row]!;
  }
  return {
    words: chosen.map((row) => source.words[row]!),
    dimension,
    vectors,
    scales,
    sha256: source.sha256,
  };
}

function readPack(folder: string): WordVectors {
  const name = existsSync(join(folder, 'words.txt.gz')) ? 'words.txt.gz' : 'words.txt';
  const files = [name, 'vectors.i8', 'scales.f32'].map((file) => readFileSync(join(folder, file)));
  const [list, numbers, factors] = files as [Buffer, Buffer, Buffer];
  const words = linesOf(list);
  const scales = new Float32Array(Uint8Array.from(factors).buffer);
  const dimension = numbers.length / words.length;
  if (scales.length !== words.length || !Number.isInteger(dimension)) {
    throw new CorpusError(folder, undefined, {
      problem: `holds ${words.length} words, ${scales.length} scales and ${numbers.length} numbers`,
      remedy: 'There must be one scale and equally many numbers for each word',
    });
  }
  const vectors = new Int8Array(numbers.buffer, numbers.byteOffset, numbers.length);
  return { words, dimension, vectors, scales, sha256: sha256Of(Buffer.concat(files)) };
}

function readText(path: string): WordVectors {
  const bytes = readFileSync(path);
  const rows = linesOf(bytes).map((line) => line.split(' '));
  const dimension = (rows[0]?.length ?? 1) - 1;
  const vectors = new Int8Array(rows.length * dimension);
  const scales = new Float32Array(rows.length);
  for (const [row, [, ...fields]] of rows.entries()) {
    const numbers = fields.map(Number);
    if (numbers.length !== dimension || dimension === 0 || !numbers.every(Number.isFinite)) {
      throw new CorpusError(path, row + 1, {
        problem: `is not a word and ${dimension} numbers`,
        remedy: 'Give vectors in the GloVe text format, without a header line',
      });
    }
    const scale = Math.max(...numbers.map(Math.abs)) / 127 || 1;
    scales[row] = scale;
    vectors.set(
      numbers.map((number) => Math.round(number / scale)),
      row * dimension,
    );
  }
  return { words: rows.map(([word]) => word!), dimension, vectors, scales, sha256: sha256Of(bytes) };
}

function linesOf(bytes: Buffer): string[] {
  const plain = bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes;
  return plain.toString('utf8').split('\n').filter(Boolean);
}

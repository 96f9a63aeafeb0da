import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { CorpusError } from './error.ts';

/** A text file as lines, with the bytes it has on disk. */
export interface Source {
  readonly file: string;
  /** Without line ends (LF or CRLF) and byte order mark. */
  readonly lines: readonly string[];
  /** As stored, so that anyone can check a hash of it with a common tool. */
  readonly bytes: Buffer;
}

/** Reads a UTF-8 text file, unpacked when its name ends in `.gz` or `.br`; throws a CorpusError for invalid bytes. */
export function readSource(file: string): Source {
  const bytes = readBytes(file);
  const content = contentOf(file, bytes);
  const lines = decode(file, content).split('\n');
  return { file, bytes, lines: lines.map((line) => (line.endsWith('\r') ? line.slice(0, -1) : line)) };
}

/** SHA-256 of files as stored, one after another: what `cat FILES | sha256sum` prints. */
export function sha256OfSources(sources: readonly Source[]): string {
  const hash = createHash('sha256');
  for (const { bytes } of sources) hash.update(bytes);
  return hash.digest('hex');
}

function contentOf(file: string, bytes: Buffer): Buffer {
  if (file.endsWith('.gz')) return unpack(file, bytes);
  return file.endsWith('.br') ? unpackBrotli(file, bytes) : bytes;
}

/** A file's bytes; throws a CorpusError. */
export function readBytes(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new CorpusError(file, undefined, {
      problem: `cannot be read (${(error as NodeJS.ErrnoException).code})`,
      remedy: 'Check the path and its permissions',
    });
  }
}

/** The content of a gzip file; throws a CorpusError. */
export function unpack(file: string, bytes: Buffer): Buffer {
  try {
    return gunzipSync(bytes);
  } catch (error) {
    throw new CorpusError(file, undefined, {
      problem: `is not a whole gzip file (${(error as Error).message})`,
      remedy: 'Pack it again, or remove .gz from its name',
    });
  }
}

function unpackBrotli(file: string, bytes: Buffer): Buffer {
  try {
    return brotliDecompressSync(bytes);
  } catch (error) {
    throw new CorpusError(file, undefined, {
      problem: `is not a whole brotli file (${(error as Error).message})`,
      remedy: 'Pack it again, or remove .br from its name',
    });
  }
}

function decode(file: string, content: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(content);
  } catch {
    throw new CorpusError(file, firstInvalidLine(content), {
      problem: 'holds bytes that are not UTF-8',
      remedy: 'Save the file as UTF-8',
    });
  }
}

function firstInvalidLine(content: Buffer): number {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let line = 1;
  for (let start = 0; start < content.length; line += 1) {
    const feed = content.indexOf(10, start);
    const end = feed < 0 ? content.length : feed + 1;
    try {
      decoder.decode(content.subarray(start, end));
    } catch {
      return line;
    }
    start = end;
  }
  return line;
}

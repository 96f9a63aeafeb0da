import { createWriteStream, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';

function* lines(items: Iterable<unknown>): Generator<string> {
  for (const item of items) yield `${JSON.stringify(item)}\n`;
}

/** Writes one JSON object a line, compressed if the name ends in `.gz`; makes the folder. */
export async function writeLines(file: string, items: Iterable<unknown>): Promise<void> {
  mkdirSync(dirname(file), { recursive: true });
  const [source, target] = [Readable.from(lines(items)), createWriteStream(file)];
  await (file.endsWith('.gz') ? pipeline(source, createGzip(), target) : pipeline(source, target));
}

// Reads texts for the scripts beside it.
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

/** The lines of a file that say anything, as objects with `text`: JSONL, or "id<tab>text" in capitals. Names in .gz are unpacked. */
export function readTexts(file) {
  const bytes = readFileSync(file);
  const lines = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8').split('\n');
  return lines.filter(Boolean).flatMap((line) => {
    if (line.startsWith('{')) return [JSON.parse(line)].filter(({ text }) => typeof text === 'string');
    const [id, said] = line.split('\t');
    return [{ id, text: said.toLowerCase() }];
  });
}

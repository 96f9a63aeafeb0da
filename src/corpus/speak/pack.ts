import { appendFileSync, existsSync, mkdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** One line of a pack's index. */
export interface PackEntry {
  readonly id: string;
  /** Where the encoded file is in the pack, in bytes. */
  readonly off: number;
  readonly len: number;
  readonly fmt: 'flac';
  readonly sr: number;
  /** Seconds. */
  readonly dur: number;
  /** The number of the sentence in the order of the plan. */
  readonly clip: number;
  readonly [more: string]: unknown;
}

/** A folder of `audio.pack`, encoded files one after another, and `index.jsonl`, written in whole steps so that it can be stopped and taken up again. */
export interface PackWriter {
  /** What the pack already holds, in order. */
  readonly entries: readonly PackEntry[];
  /** Adds files; each entry gets its place. */
  readonly add: (files: readonly { readonly bytes: Buffer; readonly entry: NewEntry }[]) => void;
}

/** An entry whose place in the pack is not known yet. */
export type NewEntry = {
  readonly id: string;
  readonly fmt: 'flac';
  readonly sr: number;
  readonly dur: number;
  readonly clip: number;
} & Record<string, unknown>;

/**
 * Opens a pack to add to it. `kept` says of the last entry's clip how many clips of the plan are surely done; what is
 * beyond them, or half written, is taken away.
 */
export function openPack(folder: string, kept: (lastClip: number) => number): PackWriter {
  mkdirSync(folder, { recursive: true });
  const [packFile, indexFile] = [join(folder, 'audio.pack'), join(folder, 'index.jsonl')];
  const entries = wholeEntries(indexFile);
  const done = entries.length === 0 ? 0 : kept(entries.at(-1)!.clip);
  while (entries.length > 0 && entries.at(-1)!.clip >= done) entries.pop();
  const last = entries.at(-1);
  let size = last ? last.off + last.len : 0;
  writeFileSync(indexFile, entries.map((entry) => `${JSON.stringify(entry)}\n`).join(''));
  if (existsSync(packFile)) truncateSync(packFile, size);
  return {
    entries,
    add(files) {
      const placed = files.map(({ bytes, entry: { id, ...rest } }) => {
        const entry: PackEntry = { id, off: size, len: bytes.length, ...rest };
        size += bytes.length;
        return entry;
      });
      appendFileSync(packFile, Buffer.concat(files.map(({ bytes }) => bytes)));
      // The index follows the sound: a stop in between leaves bytes that nothing points to, and they are cut off later.
      appendFileSync(indexFile, placed.map((entry) => `${JSON.stringify(entry)}\n`).join(''));
      entries.push(...placed);
    },
  };
}

function wholeEntries(indexFile: string): PackEntry[] {
  if (!existsSync(indexFile)) return [];
  const lines = readFileSync(indexFile, 'utf8').split('\n');
  // What follows the last line end is a line that was not written whole.
  return lines.slice(0, -1).map((line) => JSON.parse(line) as PackEntry);
}

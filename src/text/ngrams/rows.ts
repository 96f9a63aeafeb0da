import type { NgramSettings } from './schema.ts';

/** Words that stand side by side; `undefined` is one that was erased, across which nothing is neighbouring. */
export type Words = readonly (string | undefined)[];

/**
 * The n-grams of a text as rows of a table (Weinberger et al. 2009), each once however often it occurs: runs of
 * neighbouring words and of the characters that these are written with, hashed modulo `buckets`.
 */
export function ngramRows(words: Words, { words: sizes, characters, buckets }: NgramSettings): Int32Array {
  const rows = new Set<number>();
  for (const run of runsOf(words)) {
    addRows(rows, run, sizes, { kind: wordKind, buckets });
    if (characters.length > 0) addRows(rows, [...run.join('')], characters, { kind: characterKind, buckets });
  }
  return Int32Array.from(rows);
}

/** Where hashes start, so that a word is another n-gram than the same characters. */
const wordKind = 0x811c9dc5;
const characterKind = 0x9dc5811c;

function addRows(
  rows: Set<number>,
  parts: readonly string[],
  sizes: readonly number[],
  { kind, buckets }: { readonly kind: number; readonly buckets: number },
): void {
  for (const size of sizes) {
    for (let start = 0; start + size <= parts.length; start++) {
      let hash = kind;
      for (let at = start; at < start + size; at++) hash = mixIn(hash, parts[at]!);
      rows.add(spread(hash) % buckets);
    }
  }
}

/** FNV-1a (Fowler, Noll, Vo) over UTF-16 units, with a unit that no word has behind the last. */
function mixIn(hash: number, part: string): number {
  let mixed = hash;
  for (let index = 0; index < part.length; index++) {
    mixed = Math.imul(mixed ^ part.charCodeAt(index), 0x01000193);
  }
  return Math.imul(mixed, 0x01000193);
}

/** The last step of MurmurHash3 (Appleby), without which the lowest bits know only the lowest bits of the units. */
function spread(hash: number): number {
  let bits = hash ^ (hash >>> 16);
  bits = Math.imul(bits, 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}

function runsOf(words: Words): string[][] {
  const runs: string[][] = [[]];
  for (const word of words) {
    if (word === undefined) runs.push([]);
    else runs.at(-1)!.push(word);
  }
  return runs;
}

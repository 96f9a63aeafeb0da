import type { Feed } from '../../runtime/session.ts';
import type { Word } from './words.ts';

/** Words near the beginning of a document, where titles stand. */
const head = 12;
/** Up to these places a word is near the beginning, farther on, and so on; the last holds all others. */
const distances = [head, 32, 96, 256];
/** Up to these counts a word is rare, less rare, and so on; the last holds all others. */
const counts = [1, 2, 3, 5];

const countRows = counts.length + 1;
const distanceRows = distances.length + 1;

/** What is known of a token by its document: the rows of a table, of which each token has `placeWidth`. */
export const placeRows = countRows + distanceRows + 2 + 4;

/** How many rows a token has; a sign has fewer. */
export const placeWidth = 4;

/**
 * What each token is in its document, as rows of one table: how often its stem occurs, how far from the beginning it
 * stands, whether its stem stands at the beginning too, and whether it comes again together with the word before and
 * with the one behind it. `[tokens][rows]`; signs know only how far they are.
 */
export function placesOf(words: readonly Word[], tokens: number): number[][] {
  const frequency = countBy(words.map(({ stem }) => stem));
  const pairs = countBy(words.map((_, at) => pairAt(words, at)));
  const opening = new Set(words.slice(0, head).map(({ stem }) => stem));
  const rows = Array.from({ length: tokens }, (_, token) => [countRows + bucketOf(distances, token + 1)]);
  for (const [at, { stem, token }] of words.entries()) {
    const before = (pairs.get(pairAt(words, at - 1)) ?? 0) > 1;
    const behind = (pairs.get(pairAt(words, at)) ?? 0) > 1;
    rows[token]!.push(
      bucketOf(counts, frequency.get(stem)!),
      countRows + distanceRows + Number(opening.has(stem)),
      countRows + distanceRows + 2 + 2 * Number(before) + Number(behind),
    );
  }
  return rows;
}

/** The stems of a word and of the next, if nothing parts them; else a name that no two words share. */
function pairAt(words: readonly Word[], at: number): string {
  const [word, next] = [words[at], words[at + 1]];
  return word && next?.gap === 'none' ? `${word.stem} ${next.stem}` : `#${at}`;
}

function countBy(keys: readonly string[]): Map<string, number> {
  const found = new Map<string, number>();
  for (const key of keys) found.set(key, (found.get(key) ?? 0) + 1);
  return found;
}

function bucketOf(limits: readonly number[], number: number): number {
  const bucket = limits.findIndex((limit) => number <= limit);
  return bucket < 0 ? limits.length : bucket;
}

/** The places of a batch of texts as a feed: int32 `[time, batch, placeWidth]`, -1 for none. */
export function encodePlaces(texts: readonly (readonly (readonly number[])[])[]): Feed {
  const time = Math.max(...texts.map(({ length }) => length));
  const batch = texts.length;
  const data = new Int32Array(time * batch * placeWidth).fill(-1);
  for (const [b, places] of texts.entries()) {
    for (const [t, rows] of places.entries()) data.set(rows, (t * batch + b) * placeWidth);
  }
  return { type: 'int32', data, dims: [time, batch, placeWidth] };
}

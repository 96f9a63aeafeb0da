import { normalizeWord } from '../normalize.ts';
import type { TokenEncoder } from './encoder.ts';

/**
 * The row of the word in a table of published vectors: row i + 1 for `words[i]`, and row 0, the zero vector,
 * for a word without one. Tries the normalised word (published vectors are mostly of lower case), then the
 * text as written.
 */
export function vectorEncoder(words: readonly string[]): TokenEncoder {
  const rowOf = new Map(words.map((word, index) => [word, index + 1]));
  return {
    rows: words.length + 1,
    width: 1,
    encode: ({ text }) => [rowOf.get(normalizeWord(text)) ?? rowOf.get(text) ?? 0],
  };
}

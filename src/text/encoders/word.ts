import { normalizeWord } from '../normalize.ts';
import { otherWord } from '../vocabulary.ts';
import type { TokenEncoder } from './encoder.ts';

/**
 * 1-of-N: the row of the word in a vocabulary made by `buildVocabulary`. Any other word gives row 0, or without `other`
 * nothing: an empty bag, whose vector is zero.
 */
export function wordEncoder(vocabulary: readonly string[], { other = true } = {}): TokenEncoder {
  if (vocabulary[0] !== otherWord) {
    throw new Error(`the first word of a vocabulary is ${otherWord}, not '${vocabulary[0]}'`);
  }
  const rowOf = new Map(vocabulary.map((word, row) => [word, row]));
  const unknown = other ? [0] : [];
  return {
    rows: vocabulary.length,
    width: 1,
    encode: ({ text }) => {
      const row = rowOf.get(normalizeWord(text));
      return row === undefined ? unknown : [row];
    },
  };
}

import { normalizeWord } from '../normalize.ts';
import { otherWord } from '../vocabulary.ts';
import type { TokenEncoder } from './encoder.ts';

/** 1-of-N: the row of the word in a vocabulary made by `buildVocabulary`, row 0 for any other word. */
export function wordEncoder(vocabulary: readonly string[]): TokenEncoder {
  if (vocabulary[0] !== otherWord) {
    throw new Error(`the first word of a vocabulary is ${otherWord}, not '${vocabulary[0]}'`);
  }
  const rowOf = new Map(vocabulary.map((word, row) => [word, row]));
  return {
    rows: vocabulary.length,
    width: 1,
    encode: ({ text }) => [rowOf.get(normalizeWord(text)) ?? 0],
  };
}

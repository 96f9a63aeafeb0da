import type { Feed } from '../../runtime/session.ts';
import { ngramRows } from '../../text/ngrams/rows.ts';
import type { NgramSettings } from '../../text/ngrams/schema.ts';
import { normalizeWord } from '../../text/normalize.ts';
import type { Token } from '../../text/tokenizer.ts';

/** Of a text with long words the first so many n-grams for each of its tokens, so that texts of like length pad each other little. */
const mostPerToken = 32;

/** The rows of a text's n-grams, of its normalised tokens, without those that token `erased` is part of. */
export function ngramsOf(tokens: readonly Token[], settings: NgramSettings, erased = -1): Int32Array {
  const words = tokens.map(({ text }, index) => (index === erased ? undefined : normalizeWord(text)));
  return ngramRows(words, settings).subarray(0, mostPerToken * tokens.length);
}

/** The n-grams of a batch of texts as a feed: int32 `[ngrams, batch]`, -1 for none. */
export function encodeNgrams(texts: readonly Int32Array[]): Feed {
  const batch = texts.length;
  const most = texts.reduce((longest, { length }) => Math.max(longest, length), 1);
  const data = new Int32Array(most * batch).fill(-1);
  for (const [b, rows] of texts.entries()) {
    for (let index = 0; index < rows.length; index++) data[index * batch + b] = rows[index]!;
  }
  return { type: 'int32', data, dims: [most, batch] };
}

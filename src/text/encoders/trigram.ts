import { normalizeWord } from '../normalize.ts';
import type { TokenEncoder } from './encoder.ts';

/** No word gives more trigrams than this: of a longer word, the first 31 and the last. */
export const maxTrigrams = 32;

/**
 * Word hashing (Huang et al., CIKM 2013): the letter trigrams, by code points, of `#word#` after
 * normalisation, each hashed (FNV-1a, 32 bits, over its UTF-8 bytes) modulo `buckets`. A trigram that occurs
 * twice is twice in the bag.
 */
export function trigramEncoder(buckets: number): TokenEncoder {
  return {
    rows: buckets,
    width: maxTrigrams,
    encode: ({ text }) => trigramsOf(text).map((trigram) => fnv1a(trigram) % buckets),
  };
}

/** The trigrams of one token's text: `what` gives `#wh`, `wha`, `hat`, `at#`. */
export function trigramsOf(text: string): string[] {
  const letters = ['#', ...normalizeWord(text), '#'];
  const count = letters.length - 2;
  const trigrams = [];
  for (let index = 0; index < Math.min(count, maxTrigrams); index += 1) {
    const start = index === maxTrigrams - 1 ? count - 1 : index;
    trigrams.push(letters.slice(start, start + 3).join(''));
  }
  return trigrams;
}

/** FNV-1a, 32 bits, of the text's UTF-8 bytes (Fowler, Noll, Vo; draft-eastlake-fnv), as an unsigned number. */
export function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(text)) {
    hash = Math.imul(hash ^ byte, 0x01000193);
  }
  return hash >>> 0;
}

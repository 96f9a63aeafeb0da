import type { TokenRange } from './occurrences.ts';
import { isStopword } from './stopwords.ts';
import type { ReadText, Word } from './words.ts';

/** A phrase of a text that could be one of its keywords. */
export interface Candidate {
  readonly key: string;
  /** As the text has it most often, the first of equals; each run of white space is one space. */
  readonly text: string;
  /** Its places in the order of the text; at least one. */
  readonly occurrences: readonly TokenRange[];
}

/** The words that a phrase has at most, if no other number is asked for. */
export const usualMaxWords = 5;

interface Found {
  readonly occurrences: TokenRange[];
  /** How often each surface text stands there. */
  readonly texts: Map<string, number>;
}

/**
 * The phrases of a text of at most so many words, by key, in the order of their first places. A word here is a token with
 * a letter or digit, so "multi-step" has two. A phrase goes over no mark and no blank line (`Gap`), begins and ends with
 * no stopword, and has a letter.
 */
export function candidatesOf({ text, tokens, words }: ReadText, maxWords = usualMaxWords): Candidate[] {
  const byKey = new Map<string, Found>();
  const isStop = words.map(({ form }) => isStopword(form));
  const add = (phrase: readonly Word[]): void => {
    const range = { first: phrase[0]!.token, last: phrase.at(-1)!.token };
    const surface = text.slice(tokens[range.first]!.start, tokens[range.last]!.end).replaceAll(/\s+/gu, ' ');
    const key = phrase.map(({ stem }) => stem).join(' ');
    const found: Found = byKey.get(key) ?? { occurrences: [], texts: new Map() };
    found.occurrences.push(range);
    found.texts.set(surface, (found.texts.get(surface) ?? 0) + 1);
    byKey.set(key, found);
  };
  for (const first of words.keys()) {
    if (isStop[first]) continue;
    const size = reach(words, first, maxWords);
    for (let length = 1; length <= size; length += 1) {
      const phrase = words.slice(first, first + length);
      if (!isStop[first + length - 1] && phrase.some(({ form }) => /\p{L}/u.test(form))) add(phrase);
    }
  }
  return [...byKey].map(([key, { occurrences, texts }]) => ({ key, text: mostFrequent(texts), occurrences }));
}

/** How many words from `first` on stand in one run that nothing parts, at most `maxWords`. */
function reach(words: readonly Word[], first: number, maxWords: number): number {
  let size = 1;
  while (size < maxWords && words[first + size]?.gap === 'none') size += 1;
  return size;
}

/** The first of the greatest: maps keep the order of insertion. */
function mostFrequent(counts: ReadonlyMap<string, number>): string {
  return [...counts].reduce((best, each) => (each[1] > best[1] ? each : best))[0];
}

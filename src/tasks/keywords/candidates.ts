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

/** Which phrases are candidates. */
export interface CandidateOptions {
  /** 5 if not given. A word is a token with a letter or digit, so "multi-step" has two. */
  readonly maxWords?: number | undefined;
  /** Whether stopwords may stand inside of a phrase: "quality of service". Not if not given. */
  readonly stopwordsInside?: boolean | undefined;
}

interface Found {
  readonly occurrences: TokenRange[];
  /** How often each surface text stands there. */
  readonly texts: Map<string, number>;
}

/**
 * The phrases of a text that could be its keywords, by key, in the order of their first places. A phrase goes over no mark
 * and no blank line (`Gap`), begins and ends with no stopword, and has a letter.
 */
export function candidatesOf({ text, tokens, words }: ReadText, options: CandidateOptions = {}): Candidate[] {
  const byKey = new Map<string, Found>();
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
    for (const end of endsOf(words, first, options)) {
      const phrase = words.slice(first, end);
      if (phrase.some(({ form }) => /\p{L}/u.test(form))) add(phrase);
    }
  }
  return [...byKey].map(([key, { occurrences, texts }]) => ({ key, text: mostFrequent(texts), occurrences }));
}

/** The words before which the phrases end that begin with the word `first`. */
function endsOf(words: readonly Word[], first: number, options: CandidateOptions): number[] {
  const { maxWords = 5, stopwordsInside = false } = options;
  const ends: number[] = [];
  if (isStopword(words[first]!.form)) return ends;
  for (let at = first; at < words.length && at - first < maxWords; at += 1) {
    const { form, gap } = words[at]!;
    const isStop = isStopword(form);
    if ((at > first && gap !== 'none') || (isStop && !stopwordsInside)) break;
    if (!isStop) ends.push(at + 1);
  }
  return ends;
}

/** The first of the greatest: maps keep the order of insertion. */
function mostFrequent(counts: ReadonlyMap<string, number>): string {
  return [...counts].reduce((best, each) => (each[1] > best[1] ? each : best))[0];
}

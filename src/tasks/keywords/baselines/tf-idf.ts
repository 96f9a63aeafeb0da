import { type Candidate, type CandidateOptions, candidatesOf } from '../candidates.ts';
import { mergePhrases, type ScoredPhrase } from '../merging.ts';
import { type ReadText, readText } from '../words.ts';

/** In how many texts each phrase and each word stands. */
export interface DocumentFrequencies {
  readonly texts: number;
  /** By key; that of a word is its stem. */
  readonly of: ReadonlyMap<string, number>;
}

/** Counts in how many texts each word and each candidate stands. */
export function learnFrequencies(
  texts: Iterable<string>,
  options: CandidateOptions = {},
): DocumentFrequencies {
  const counts = new Map<string, number>();
  let number = 0;
  for (const text of texts) {
    number += 1;
    const read = readText(text);
    const keys = new Set(candidatesOf(read, options).map(({ key }) => key));
    for (const { stem } of read.words) keys.add(stem);
    for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return { texts: number, of: counts };
}

/**
 * Ranks the candidates of a text by tf · idf of the phrase as a whole: tf is how often it occurs in the text, idf is
 * log2(N / df) (Spärck Jones 1972), df being in how many of N texts it stands. The text itself counts as one more
 * text that has it, so both are greater by one than what was learned.
 */
export function rankByTfIdf(
  read: ReadText,
  frequencies: DocumentFrequencies,
  options: CandidateOptions = {},
): ScoredPhrase[] {
  const score = ({ key, occurrences }: Candidate) => occurrences.length * idfOf(key, frequencies);
  return mergePhrases(candidatesOf(read, options).map((each) => ({ ...each, score: score(each) })));
}

/**
 * Ranks the candidates of a text by the sum of tf · idf over their words (Hasan and Ng 2010), so that longer phrases come
 * before their parts. Their candidates are noun phrases; these are told by stopwords and marks alone.
 */
export function rankByWordTfIdf(
  read: ReadText,
  frequencies: DocumentFrequencies,
  options: CandidateOptions = {},
): ScoredPhrase[] {
  const counts = new Map<string, number>();
  for (const { stem } of read.words) counts.set(stem, (counts.get(stem) ?? 0) + 1);
  const score = ({ key }: Candidate) =>
    key.split(' ').reduce((sum, stem) => sum + counts.get(stem)! * idfOf(stem, frequencies), 0);
  return mergePhrases(candidatesOf(read, options).map((each) => ({ ...each, score: score(each) })));
}

function idfOf(key: string, { texts, of }: DocumentFrequencies): number {
  return Math.log2((texts + 1) / ((of.get(key) ?? 0) + 1));
}

import { mergePhrases, type ScoredPhrase } from './merging.ts';
import { findOccurrences, type TokenRange } from './occurrences.ts';
import type { ReadText } from './words.ts';

/** A stretch of tokens with the probability that it is a keyword there. */
export interface RatedSpan extends TokenRange {
  readonly key: string;
  readonly probability: number;
}

/** Less probable spans are not looked at. */
export const leastProbability = 0.001;

/**
 * The phrases of a text, the best first: the score of one is the greatest probability of its places, and it occurs wherever
 * it stands in the text. Overlaps are settled as `mergePhrases` says.
 */
export function toPhrases(document: ReadText, spans: readonly RatedSpan[]): ScoredPhrase[] {
  const best = new Map<string, RatedSpan>();
  for (const span of spans) {
    const known = best.get(span.key);
    if (!known || span.probability > known.probability) best.set(span.key, span);
  }
  const places = findOccurrences(document.words, best.keys());
  const { text, tokens } = document;
  return mergePhrases(
    [...best].map(([key, { first, last, probability }]) => ({
      key,
      text: text.slice(tokens[first]!.start, tokens[last]!.end).replaceAll(/\s+/gu, ' '),
      score: probability,
      occurrences: places.get(key) ?? [{ first, last }],
    })),
  );
}

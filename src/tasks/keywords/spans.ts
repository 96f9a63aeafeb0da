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
 * The phrases of a text, the best first: the score of one is the greatest probability of its places, be it one that a
 * better phrase covers, and it occurs wherever else it stands in the text. Overlaps are settled as `mergePhrases` says. Its
 * text is that of the best place that is left, or of the first.
 */
export function toPhrases(document: ReadText, spans: readonly RatedSpan[]): ScoredPhrase[] {
  const best = new Map<string, RatedSpan>();
  for (const span of spans) {
    const known = best.get(span.key);
    if (!known || span.probability > known.probability) best.set(span.key, span);
  }
  const places = findOccurrences(document.words, best.keys());
  const { text, tokens } = document;
  const surface = ({ first, last }: TokenRange): string =>
    text.slice(tokens[first]!.start, tokens[last]!.end).replaceAll(/\s+/gu, ' ');
  const merged = mergePhrases(
    [...best].map(([key, span]) => ({
      key,
      text: surface(span),
      score: span.probability,
      occurrences: places.get(key) ?? [span],
    })),
  );
  return merged.map((phrase) => {
    const { first, last } = best.get(phrase.key)!;
    const { occurrences } = phrase;
    const isLeft = occurrences.some((place) => place.first === first && place.last === last);
    return isLeft ? phrase : { ...phrase, text: surface(occurrences[0]!) };
  });
}

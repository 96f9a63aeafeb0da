import type { SentimentManifest } from '../../package/manifest.ts';
import { rounded } from '../tokens/confidence.ts';
import { probabilitiesOf } from './calibration.ts';
import type { SentimentClass } from './classes.ts';

/** What is said of one text. */
export interface SentimentResult {
  /** `neutral` where the classes are about equally likely. */
  readonly label: SentimentClass | 'neutral';
  readonly scores: SentimentScores;
}

/** Calibrated probabilities of the classes, which sum to 1, and where between them the text lies. */
export interface SentimentScores extends Readonly<Record<SentimentClass, number>> {
  /** No probability: 1 where the classes are equally likely, one half at the edge of the neutral band, then down to 0. */
  readonly neutral: number;
}

/** The label and the scores that logits `[negative, positive]` mean. */
export function toResult(
  logits: ArrayLike<number>,
  { temperature, neutral: band }: SentimentManifest['calibration'],
): SentimentResult {
  const positive = rounded(positiveOf(logits, temperature));
  const negative = rounded(1 - positive);
  const gap = Math.abs(positive - negative);
  const scores = { positive, negative, neutral: neutrality(gap, band) };
  if (gap < band) return { label: 'neutral', scores };
  return { label: positive > negative ? 'positive' : 'negative', scores };
}

/** The calibrated probability of `positive`, as it is before it is rounded. */
export function positiveOf(logits: ArrayLike<number>, temperature: number): number {
  return probabilitiesOf(logits, temperature)[1]!;
}

/** Where a text lies whose classes' probabilities are `gap` apart: above one half it is within the band. */
function neutrality(gap: number, band: number): number {
  return band > 0 ? rounded(Math.max(0, 1 - gap / (2 * band))) : 0;
}

import type { SentimentManifest } from '../../package/manifest.ts';
import { rounded } from '../tokens/confidence.ts';
import { probabilitiesOf } from './calibration.ts';
import type { SentimentClass } from './classes.ts';

/** What is said of one text. */
export interface SentimentResult {
  /** `neutral` where the classes are about equally likely. */
  readonly label: SentimentClass | 'neutral';
  /** Calibrated probabilities, which sum to 1. */
  readonly scores: Readonly<Record<SentimentClass, number>>;
}

/** The label and the scores that logits `[negative, positive]` mean. */
export function toResult(
  logits: ArrayLike<number>,
  { temperature, neutral }: SentimentManifest['calibration'],
): SentimentResult {
  const [, chance = 0] = probabilitiesOf(logits, temperature);
  const positive = rounded(chance);
  const scores = { positive, negative: rounded(1 - positive) };
  if (Math.abs(scores.positive - scores.negative) < neutral) return { label: 'neutral', scores };
  return { label: scores.positive > scores.negative ? 'positive' : 'negative', scores };
}

import type { Judgement } from './answer.ts';

/**
 * How far the probabilities of positive and negative may be apart for a text to be neutral, as a model's scores tell:
 * `neutral` falls from 1 where they are equal to one half at the edge of the band, and so on to 0. Undefined where it
 * tells nothing, far from the band.
 */
export function bandOf({ positive, negative, neutral }: Judgement['scores']): number | undefined {
  return neutral > 0 && neutral < 1 ? Math.abs(positive - negative) / (2 * (1 - neutral)) : undefined;
}

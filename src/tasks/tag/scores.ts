import type { SentenceScores } from '../../decoding/scores.ts';

/** Sizes of a padded batch of label scores `[time, batch, labels]` and of one sentence in it. */
export interface ScoresSize {
  readonly batch: number;
  readonly length: number;
  readonly labels: number;
}

/** Where sentence `b`'s scores lie in `scores` `[time, batch, labels]`. */
export function scoresOf(
  scores: Float32Array,
  b: number,
  { batch, length, labels }: ScoresSize,
): SentenceScores {
  return { data: scores, first: b * labels, stride: batch * labels, time: length };
}

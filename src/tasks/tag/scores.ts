/** Sizes of a padded batch of label scores `[time, batch, labels]` and of one sentence in it. */
export interface ScoresSize {
  readonly batch: number;
  readonly length: number;
  readonly labels: number;
}

/** Sentence `b`'s rows of `scores` `[time, batch, labels]`, as `[length, labels]`. */
export function scoresOf(
  scores: Float32Array,
  b: number,
  { batch, length, labels }: ScoresSize,
): Float32Array {
  const own = new Float32Array(length * labels);
  for (let t = 0; t < length; t++) {
    const from = (t * batch + b) * labels;
    own.set(scores.subarray(from, from + labels), t * labels);
  }
  return own;
}

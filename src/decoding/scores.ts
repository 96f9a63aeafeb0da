/** Where the label scores of one sentence lie: label `i` at token `t` is `data[first + t * stride + i]`. */
export interface SentenceScores {
  readonly data: Float32Array;
  readonly first: number;
  readonly stride: number;
  /** Number of tokens; may be 0. */
  readonly time: number;
}

/** A sentence's scores as an array of their own, `[time, labels]`. */
export function contiguous({ data, first, stride, time }: SentenceScores, labels: number): Float32Array {
  const own = new Float32Array(time * labels);
  for (let t = 0; t < time; t++) {
    const from = first + t * stride;
    own.set(data.subarray(from, from + labels), t * labels);
  }
  return own;
}

import type { RandomSource } from '../random.ts';

/** Sequences of the adding problem, all of one length. */
export interface AddingBatch {
  /** `[length, batch, 2]`: at each step a value in [0, 1), and 1 where it is marked, else 0. */
  readonly x: Float32Array;
  /** `[batch]`: the sum of the two marked values. */
  readonly target: Float32Array;
}

/** The mean squared error of always answering 1: the variance of the sum of two values, each 1/12. */
export const addingBaseline = 1 / 6;

/**
 * The adding problem (Hochreiter and Schmidhuber 1997, in the form of Le et al. 2015 with one mark in each half as in
 * Arjovsky et al. 2016): which two values to add is known only from marks that are far apart and far from the end.
 */
export function addingBatch(random: RandomSource, length: number, batch: number): AddingBatch {
  const x = new Float32Array(length * batch * 2);
  const target = new Float32Array(batch);
  const half = length >> 1;
  for (let b = 0; b < batch; b++) {
    const place = (t: number): number => (t * batch + b) * 2;
    for (let t = 0; t < length; t++) x[place(t)] = random.next();
    for (const marked of [random.integer(half), half + random.integer(length - half)]) {
      x[place(marked) + 1] = 1;
      target[b]! += x[place(marked)]!;
    }
  }
  return { x, target };
}

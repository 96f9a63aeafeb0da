import { expMinus } from './exp.ts';
import type { SentenceScores } from './scores.ts';
import { Scratch } from './scratch.ts';
import type { TransitionTable } from './transitions.ts';

/** A sentence's scores as factors. */
export interface Emissions {
  readonly time: number;
  /** exp(score - the token's largest), `[time, labels]`, the labels in the order of the table's factors. */
  readonly weights: Float64Array;
  /** The sum of what was taken away. */
  readonly logScale: number;
  /** The largest distance between two labels' scores at one token. */
  readonly spread: number;
}

const scratch = new Scratch();

/** Turns scores into factors; they stay valid until the next call. */
export function emissionWeights(scores: SentenceScores, table: TransitionTable): Emissions {
  const { data, first, stride, time } = scores;
  const { order } = table.factors;
  const size = order.length;
  const weights = scratch.take(time * size);
  let logScale = 0;
  let spread = 0;
  for (let t = 0; t < time; t++) {
    const own = first + t * stride;
    const row = t * size;
    let max = -Infinity;
    for (let i = own; i < own + size; i++) if (data[i]! > max) max = data[i]!;
    for (let p = 0; p < size; p++) {
      const below = max - data[own + order[p]!]!;
      if (below > spread) spread = below;
      weights[row + p] = expMinus(below);
    }
    logScale += max;
  }
  return { time, weights, logScale, spread };
}

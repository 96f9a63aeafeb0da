import { logMarginals } from './log-marginals.ts';
import { scaledMarginals, widestSpread } from './scaled-marginals.ts';
import type { TransitionTable } from './transitions.ts';

/** Probabilities under the linear-chain CRF (Lafferty et al. 2001) restricted to BIO sequences. */
export interface Marginals {
  /** log of the sum of exp(score) over all allowed sequences. */
  readonly logPartition: number;
  /** P(the label at token `t` is `label`). */
  label(t: number, label: number): number;
  /** P(exactly this chunk is there): `begin` is the number of its `B-x` label, `first` and `last` are tokens. */
  chunk(begin: number, first: number, last: number): number;
}

/**
 * Forward-backward over one sentence, `scores` `[time, labels]`, finite, time >= 1. Products of scaled
 * probabilities where no double can underflow, logarithms (20 times slower) for wilder scores.
 */
export function marginals(scores: Float32Array, table: TransitionTable): Marginals {
  return spread(scores, table.size) + table.range <= widestSpread
    ? scaledMarginals(scores, table)
    : logMarginals(scores, table);
}

/** The largest distance between two labels' scores at one token. */
function spread(scores: Float32Array, size: number): number {
  let widest = 0;
  for (let row = 0; row < scores.length; row += size) {
    let max = -Infinity;
    let min = Infinity;
    for (let i = row; i < row + size; i++) {
      const score = scores[i]!;
      if (score > max) max = score;
      if (score < min) min = score;
    }
    if (max - min > widest) widest = max - min;
  }
  return widest;
}

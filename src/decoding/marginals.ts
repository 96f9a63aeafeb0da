import { emissionWeights } from './emissions.ts';
import { logMarginals } from './log-marginals.ts';
import { scaledMarginals, widestSpread } from './scaled-marginals.ts';
import { contiguous, type SentenceScores } from './scores.ts';
import type { TransitionTable } from './transitions.ts';

/** Probabilities under the linear-chain CRF (Lafferty et al. 2001) restricted to BIO sequences. */
export interface Marginals {
  /** log of the sum of exp(score) over all allowed sequences. */
  readonly logPartition: number;
  /** P(the label at token `t` is `label`). */
  label(t: number, label: number): number;
  /** P(the labels at tokens `t` and `t + 1` are `from` and `to`). */
  step(t: number, from: number, to: number): number;
  /** The label that has more than half of the probability at token `t`, or -1. */
  majority(t: number): number;
  /** P(exactly this chunk is there): `begin` is the number of its `B-x` label, `first` and `last` are tokens. */
  chunk(begin: number, first: number, last: number): number;
  /** P(a chunk begins at `first` with the label `begin` and goes on to `last` at least, wherever it ends). */
  reaches(begin: number, first: number, last: number): number;
}

/**
 * Forward-backward over one sentence with finite scores, time >= 1. Products of scaled probabilities where no double
 * can underflow, logarithms (many times slower) for wilder scores. What it gives stays valid until the next call.
 */
export function marginals(scores: SentenceScores, table: TransitionTable): Marginals {
  const emissions = emissionWeights(scores, table);
  return emissions.spread + table.range <= widestSpread
    ? scaledMarginals(emissions, table)
    : logMarginals(contiguous(scores, table.size), table);
}

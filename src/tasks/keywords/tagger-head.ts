import { input } from '../../graph/ops/index.ts';
import type { Value } from '../../graph/value.ts';
import { crfLoss, crfTransitions } from '../../nn/crf.ts';
import { linear } from '../../nn/linear.ts';
import { type ParameterSource, scope } from '../../nn/parameters.ts';
import { labelNames } from './labels.ts';
import type { ReadWindows } from './network.ts';

/** Scores of labels under a CRF (Lafferty et al. 2001): `[time, batch, 3]`, and `[4, 4]` between them. */
export interface Labelled {
  readonly scores: Value;
  readonly transitions: Value;
}

/** No transition is forbidden but into the middle of a keyword from outside; row-major, the border last. */
const allowed = [1, 1, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0];

/** A label for each token: O, B-keyword or I-keyword. */
export function labelTokens(source: ParameterSource, { read }: ReadWindows): Labelled {
  return {
    scores: linear(scope(source, 'output'), read, labelNames.length),
    transitions: crfTransitions(scope(source, 'crf'), labelNames.length, allowed),
  };
}

/** What a batch of windows is taught: `gold` int32 `[time, batch, 1]` and `arcs` int32 `[time + 1, batch]`. */
export function labelLoss({ scores, transitions }: Labelled, mask: Value): Value {
  const gold = input('gold', 'int32', ['time', 'batch', 1]);
  const arcs = input('arcs', 'int32', ['time+1', 'batch']);
  return crfLoss(transitions, { scores, mask, gold, arcs });
}

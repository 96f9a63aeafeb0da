import {
  add,
  cast,
  concat,
  exp,
  expand,
  gatherElements,
  less,
  log,
  mul,
  neg,
  reduceMax,
  reduceSum,
  scalar,
  scan,
  shapeOf,
  shift,
  stopGradient,
  sub,
  transpose,
  unsqueeze,
  where,
} from '../graph/ops/index.ts';
import { dimOf, type Value } from '../graph/value.ts';
import { impossible } from './ctc-targets.ts';
import { tokenMask } from './mask.ts';

/** Of a loss above this no alignment can be the cause, however unlikely. */
const infinite = 1e20;

/** What connectionist temporal classification is trained on; `encodeCtcTargets` makes the last three. */
export interface CtcBatch {
  /** float32 `[time, batch, symbols]`: natural logarithms of probabilities. */
  readonly logProbs: Value;
  /** int32 `[batch]`: frames of each example, at least 1. */
  readonly lengths: Value;
  /** int32 `[batch, states]`: the symbol that a state emits. */
  readonly emits: Value;
  /** float32 `[3, states, batch]`: 0 where a state can be reached by staying, from the one before, from two before. */
  readonly arcs: Value;
  /** float32 `[states, batch]`: 0 where an alignment may end. */
  readonly ends: Value;
}

/**
 * The negative log-likelihood of each example's target, summed over all its alignments: `[batch]` (Graves et al. 2006).
 * The forward variables are a scan in log space over `[states, batch]`. A target that no alignment gives, as its input
 * is too short, counts as zero and gets no gradient.
 */
export function ctcLosses({ logProbs, lengths, emits, arcs, ends }: CtcBatch): Value {
  const emissions = transpose(gatherElements(logProbs, atAllTimes(emits, logProbs)), [0, 2, 1]);
  const { outputs } = scan({
    initial: [beforeFirst(ends)],
    sequences: [emissions],
    step: ([alpha], [emission]) => {
      const ways = concat(
        [alpha!, shift(alpha!, 1), shift(alpha!, 2)].map((way) => unsqueeze(way, 0)),
        0,
      );
      const next = add(logSumExp(add(ways, arcs)), emission!);
      return { state: [next], outputs: [next] };
    },
  });
  const mask = cast(tokenMask(logProbs, lengths), 'float32');
  const atEnd = transpose(sub(mask, shift(mask, -1)), [0, 2, 1]);
  const losses = neg(logSumExp(add(reduceSum(mul(outputs[0]!, atEnd), [0]), ends)));
  return where(less(losses, scalar(infinite)), losses, scalar(0));
}

/** `[batch, states]` the same at each time of `like`: `[time, batch, states]`. */
function atAllTimes(x: Value, like: Value): Value {
  const sizes = concat([shapeOf(like, 0, 1), shapeOf(x)], 0);
  return expand(x, sizes, [dimOf(like, 0), ...x.shape]);
}

/** Before the first frame, as it were in the first blank: from there it can stay, or go on to the first letter. */
function beforeFirst(ends: Value): Value {
  const ones = expand(scalar(1), shapeOf(ends), ends.shape);
  return mul(shift(ones, 1), scalar(impossible));
}

/** log of the sum of exp over axis 0, safe for numbers of any size. */
function logSumExp(x: Value): Value {
  const greatest = stopGradient(reduceMax(x, [0]));
  return add(log(reduceSum(exp(sub(x, greatest)), [0])), greatest);
}

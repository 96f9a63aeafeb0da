import {
  add,
  cast,
  exp,
  gatherElements,
  log,
  logSoftmax,
  mul,
  neg,
  relu,
  stopGradient,
  sub,
  sumAll,
} from '../graph/ops/index.ts';
import type { Value } from '../graph/value.ts';

/**
 * -log softmax(scores)[gold], summed over the tokens of a batch: scores `[time, batch, labels]`,
 * gold int32 `[time, batch, 1]`, mask bool `[time, batch, 1]`.
 */
export function crossEntropy(scores: Value, gold: Value, mask: Value): Value {
  const logProbs = gatherElements(logSoftmax(scores), gold);
  return neg(sumAll(mul(logProbs, cast(mask, 'float32'))));
}

/**
 * The same where the right labels are probabilities `expected` `[time, batch, labels]`, which are 0 on padding
 * (Hinton et al. 2015).
 */
export function expectedCrossEntropy(scores: Value, expected: Value): Value {
  return neg(sumAll(mul(logSoftmax(scores), expected)));
}

/** The same for one class a text: logits `[batch, classes]`, gold int32 `[batch, 1]`, summed over the batch. */
export function classCrossEntropy(logits: Value, gold: Value): Value {
  return neg(sumAll(gatherElements(logSoftmax(logits), gold)));
}

/**
 * -log of the probability sigmoid(logit) that gives each right answer, weighed and summed: `logits`, `gold` (0 to 1) and
 * `weights` are of one shape. Safe for logits of any size.
 */
export function binaryCrossEntropy(logits: Value, gold: Value, weights: Value): Value {
  // The greater of the logit and 0 is taken out as a constant, so that the slope is right at 0 too.
  const greatest = stopGradient(relu(logits));
  const softplus = add(log(add(exp(neg(greatest)), exp(sub(logits, greatest)))), greatest);
  return sumAll(mul(weights, sub(softplus, mul(gold, logits))));
}

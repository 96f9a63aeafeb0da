import { cast, gatherElements, logSoftmax, mul, neg, sumAll } from '../graph/ops/index.ts';
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

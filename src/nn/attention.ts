import {
  add,
  cast,
  exp,
  logSoftmax,
  matMul,
  mul,
  reduceSum,
  scalar,
  squeeze,
  tanh,
  transpose,
  unsqueeze,
  where,
} from '../graph/ops/index.ts';
import { sizeOf, type Value } from '../graph/value.ts';
import { glorotUniform } from './init.ts';
import { linear } from './linear.ts';
import type { ParameterSource } from './parameters.ts';

/** So low that its exponential is zero beside that of any score. */
const impossible = -1e30;

/** One vector for a sentence, and how much each of its tokens counts in it. */
export interface Attended {
  /** `[batch, d]` */
  readonly pooled: Value;
  /** `[time, batch, 1]`: they sum to 1 over a sentence's tokens, and are 0 on padding. */
  readonly weights: Value;
}

/** What is attended to, and by whom. */
export interface AttentionOptions {
  /** bool `[time, batch, 1]` */
  readonly mask: Value;
  /** Units of the layer that says what each token counts. */
  readonly size: number;
  /** `[batch, q]`: who asks; without it the weights depend on the tokens alone. */
  readonly query?: Value;
}

/**
 * Additive attention (Bahdanau et al. 2015) as a pooling (Yang et al. 2016): softmax over time of v . tanh(h W + b + query U)
 * weighs the sum of `h` `[time, batch, d]`. What `h` holds on padding counts nothing as long as it is finite.
 */
export function attentionPooling(
  source: ParameterSource,
  h: Value,
  { mask, size, query }: AttentionOptions,
): Attended {
  const v = source.parameter({ name: 'v', shape: [size, 1], initializer: glorotUniform });
  const keys = linear(source, h, size);
  const scores = matMul(tanh(query ? add(keys, asked(source, query, size)) : keys), v);
  const weights = softmaxOverTime(scores, mask);
  return { pooled: reduceSum(mul(h, weights), [0]), weights };
}

/** The query's part of the scores: `[batch, size]`, the same at all times. */
function asked(source: ParameterSource, query: Value, size: number): Value {
  const U = source.parameter({ name: 'U', shape: [sizeOf(query, -1), size], initializer: glorotUniform });
  return matMul(query, U);
}

/**
 * Softmax of scores `[time, batch, 1]` over the tokens of each sentence: bool mask `[time, batch, 1]`, 0 on padding. Safe
 * for large scores, since log(softmax) is.
 */
export function softmaxOverTime(scores: Value, mask: Value): Value {
  if (sizeOf(scores, 2) !== 1) throw new RangeError('there is one score a token');
  const allowed = where(mask, scores, scalar(impossible));
  const logWeights = logSoftmax(transpose(squeeze(allowed, 2), [1, 0]));
  const weights = unsqueeze(transpose(exp(logWeights), [1, 0]), 2);
  return mul(weights, cast(mask, 'float32'));
}

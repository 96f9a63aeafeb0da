import {
  add,
  cast,
  constant,
  div,
  exp,
  gather,
  greaterOrEqual,
  log,
  mul,
  reduceSum,
  scalar,
  unsqueeze,
  where,
} from '../graph/ops/index.ts';
import type { Value } from '../graph/value.ts';

/** A linear judge of texts by their n-grams, trained beforehand; its weights are in 8 bits each. */
export interface NgramJudge {
  /** `[buckets]`: times `scale`, what an n-gram of this row speaks for the second class and against the first. */
  readonly numbers: Int8Array;
  readonly scale: number;
  readonly bias: number;
}

/**
 * What the judge says of texts, as beside a network in Wide & Deep (Cheng et al. 2016): int32 rows `[ngrams, batch]`, -1
 * for none, to log-odds `[batch, 1]`. The sum over a text's n-grams is divided by the root of their number, so that long
 * texts are not surer than they should be.
 */
export function judgeNgrams(rows: Value, { numbers, scale, bias }: NgramJudge): Value {
  const none = constant(Int32Array.of(0), []);
  const isPresent = greaterOrEqual(rows, none);
  const present = cast(isPresent, 'float32');
  const found = gather(constant(numbers, [numbers.length]), where(isPresent, rows, none));
  const sum = mul(reduceSum(mul(cast(found, 'float32'), present), [0]), scalar(scale));
  const count = reduceSum(present, [0]);
  const root = exp(mul(log(where(greaterOrEqual(count, scalar(1)), count, scalar(1))), scalar(0.5)));
  return add(unsqueeze(div(sum, root), 1), scalar(bias));
}

/** Weights in 8 bits each: off by at most 1/254 of the greatest. */
export function quantizeNgrams(weights: Float32Array): Pick<NgramJudge, 'numbers' | 'scale'> {
  const greatest = weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0);
  const scale = Math.fround(greatest / 127);
  const numbers = new Int8Array(weights.length);
  if (scale > 0) numbers.set(weights.map((weight) => Math.round(weight / scale)));
  return { numbers, scale };
}

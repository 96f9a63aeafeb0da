import {
  add,
  cast,
  concat,
  constant,
  exp,
  expand,
  gather,
  gatherElements,
  greaterOrEqual,
  int64s,
  log,
  matMul,
  mul,
  pad,
  reduceMax,
  reshapeTo,
  scalar,
  scan,
  shapeOf,
  slice,
  stopGradient,
  sub,
  sumAll,
  where,
} from '../graph/ops/index.ts';
import { dimOf, sizeOf, type Value } from '../graph/value.ts';
import { zeros } from './init.ts';
import type { ParameterSource } from './parameters.ts';

/** As good as impossible, yet its sum with any score is finite. */
const impossible = -1e4;

/** Keeps the logarithm finite where all paths to a label have underflowed. */
const tiny = 1e-30;

/** What a linear-chain CRF is trained on. */
export interface CrfBatch {
  /** float32 `[time, batch, labels]` */
  readonly scores: Value;
  /** bool `[time, batch, 1]` */
  readonly mask: Value;
  /** int32 `[time, batch, 1]`: the right label; any label on padding. */
  readonly gold: Value;
  /** int32 `[time + 1, batch]`: the right transitions as `from * (labels + 1) + to`, -1 on padding. */
  readonly arcs: Value;
}

/**
 * The scores of going from one label to the next, `[labels + 1, labels + 1]`; index `labels` is the sentence's border.
 * `allowed` (row-major, 1 or 0) rules transitions out.
 */
export function crfTransitions(source: ParameterSource, labels: number, allowed: ArrayLike<number>): Value {
  const shape = [labels + 1, labels + 1];
  const learned = source.parameter({ name: 'transitions', shape, initializer: zeros });
  const penalty = Float32Array.from(allowed, (allow) => (allow ? 0 : impossible));
  return add(learned, constant(penalty, shape));
}

/**
 * The negative log-likelihood of the right labels of a batch, summed: log Z - score (Lafferty et al. 2001).
 * log Z is the forward algorithm as a scan; in a step, exp(alpha) times exp(transitions) is one matrix product.
 */
export function crfLoss(transitions: Value, batch: CrfBatch): Value {
  return sub(sumAll(logPartition(transitions, batch)), goldScore(transitions, batch));
}

/** What is to be expected of the labels of a batch, if they are not known for sure: probabilities, summed. */
export interface ExpectedLabels {
  /** float32 `[time, batch, labels]`: of each label at each token, 0 on padding. */
  readonly labels: Value;
  /** float32 `[labels + 1, labels + 1]`: of each transition, summed over the batch. */
  readonly arcs: Value;
}

/**
 * The same where the right labels are themselves a distribution over label sequences: log Z - the expected score, the
 * cross-entropy between it and the CRF (structural distillation: Wang et al. 2021).
 */
export function crfExpectedLoss(
  transitions: Value,
  batch: Pick<CrfBatch, 'scores' | 'mask'>,
  expected: ExpectedLabels,
): Value {
  const score = add(sumAll(mul(batch.scores, expected.labels)), sumAll(mul(transitions, expected.arcs)));
  return sub(sumAll(logPartition(transitions, batch)), score);
}

/** The log of the summed exp(score) of all label sequences of each sentence: `[batch, 1]`. */
export function logPartition(transitions: Value, { scores, mask }: Pick<CrfBatch, 'scores' | 'mask'>): Value {
  const states = sizeOf(transitions, 0);
  const labels = states - 1;
  const weights = exp(transitions);
  const inner = pad(slice(weights, 1, 0, labels), 1, 0, 1);
  const atBorder = Float32Array.from({ length: states }, (_, index) => (index === labels ? 0 : impossible));
  const notBorder = Float32Array.from({ length: states }, (_, index) => (index === labels ? impossible : 0));
  const sizes = concat([shapeOf(scores, 1, 2), int64s([states])], 0);
  const first = expand(constant(atBorder, [1, states]), sizes, [dimOf(scores, 1), states]);
  const { final } = scan({
    initial: [first],
    sequences: [add(pad(scores, -1, 0, 1), constant(notBorder, [states])), mask],
    step: ([alpha], [emission, maskNow]) => {
      const next = add(logProduct(alpha!, inner), emission!);
      return { state: [where(maskNow!, next, alpha!)], outputs: [] };
    },
  });
  return logProduct(final[0]!, slice(weights, 1, labels, states));
}

/** log(exp(x) W), safe for large x: `[batch, n]` and `[n, m]` to `[batch, m]`. */
function logProduct(x: Value, W: Value): Value {
  const greatest = stopGradient(reduceMax(x, [-1], true));
  return add(log(add(matMul(exp(sub(x, greatest)), W), scalar(tiny))), greatest);
}

function goldScore(transitions: Value, { scores, mask, gold, arcs }: CrfBatch): Value {
  const states = sizeOf(transitions, 0);
  const emissions = mul(gatherElements(scores, gold), cast(mask, 'float32'));
  const none = constant(Int32Array.of(0), []);
  const present = greaterOrEqual(arcs, none);
  const flat = reshapeTo(transitions, int64s([-1]), [states * states]);
  const steps = gather(flat, where(present, arcs, none));
  return add(sumAll(emissions), sumAll(mul(steps, cast(present, 'float32'))));
}

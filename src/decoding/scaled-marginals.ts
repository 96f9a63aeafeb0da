import type { Marginals } from './marginals.ts';
import { multiply } from './product.ts';
import type { TransitionTable } from './transitions.ts';

/**
 * Up to this distance between scores (of labels at one token, plus of transitions) scaled probabilities are exact:
 * a prefix that underflows (e^-745) then lies so far behind that no suffix can make it matter.
 */
export const widestSpread = 300;

/** Forward-backward on probabilities, scaled to sum 1 at each token (Rabiner 1989, section V.A). */
export function scaledMarginals(scores: Float32Array, table: TransitionTable): Marginals {
  const { size, constraint } = table;
  const { inside, next } = constraint;
  const steps: Steps = {
    time: scores.length / size,
    enter: table.enter.map((score) => Math.exp(score - table.max)),
    stay: table.stay.map((score) => Math.exp(score - table.max)),
    end: table.end.map((score) => Math.exp(score - table.max)),
  };
  const { weights, logScale } = emissionWeights(scores, size);
  const { alpha, scales } = forward(weights, steps, table);
  const { beta, exit, last } = backward(weights, scales, alpha, steps, table);
  return {
    logPartition: scales.reduce(
      (sum, scale) => sum + Math.log(scale) + table.max,
      logScale + Math.log(last) + table.max,
    ),
    label: (t, label) => Math.min(1, alpha[t * size + label]! * beta[t * size + label]!),
    chunk(begin, first, end) {
      const k = next[begin]!;
      let p = alpha[first * size + begin]!;
      for (let t = first + 1; t <= end; t++) {
        const step = t === first + 1 ? steps.enter[k]! : steps.stay[k]!;
        p *= (step * weights[t * size + inside[k]!]!) / scales[t]!;
      }
      return Math.min(1, p * exit[end * size + (end > first ? inside[k]! : begin)]!);
    },
  };
}

interface Steps {
  readonly time: number;
  readonly enter: Float64Array;
  readonly stay: Float64Array;
  readonly end: Float64Array;
}

/** exp(score - the token's largest), `[time, labels]`, and the sum of what was taken away. */
function emissionWeights(scores: Float32Array, size: number): { weights: Float64Array; logScale: number } {
  const weights = new Float64Array(scores.length);
  let logScale = 0;
  for (let row = 0; row < scores.length; row += size) {
    let max = -Infinity;
    for (let i = row; i < row + size; i++) if (scores[i]! > max) max = scores[i]!;
    for (let i = row; i < row + size; i++) weights[i] = Math.exp(scores[i]! - max);
    logScale += max;
  }
  return { weights, logScale };
}

/** Prefix probabilities `[time, labels]`, each token's summing to 1, and the sums they were divided by `[time]`. */
function forward(
  weights: Float64Array,
  { time, enter, stay }: Steps,
  { size, constraint, start, max, expIntoFree }: TransitionTable,
): { alpha: Float64Array; scales: Float64Array } {
  const { free, inside, begin } = constraint;
  const alpha = new Float64Array(time * size);
  const scales = new Float64Array(time);
  const into = new Float64Array(expIntoFree.paddedRows);
  for (let f = 0; f < free.length; f++) into[f] = Math.exp(start[f]! - max);
  for (let t = 0; t < time; t++) {
    const row = t * size;
    const before = row - size;
    if (t > 0) multiply(expIntoFree, alpha, before, into);
    for (let f = 0; f < free.length; f++) alpha[row + free[f]!] = into[f]! * weights[row + free[f]!]!;
    for (let k = 0; t > 0 && k < inside.length; k++) {
      const entered = begin[k]! < 0 ? 0 : alpha[before + begin[k]!]! * enter[k]!;
      const stayed = alpha[before + inside[k]!]! * stay[k]!;
      alpha[row + inside[k]!] = (entered + stayed) * weights[row + inside[k]!]!;
    }
    scales[t] = normalize(alpha, row, size);
  }
  return { alpha, scales };
}

function normalize(values: Float64Array, from: number, count: number): number {
  let sum = 0;
  for (let i = from; i < from + count; i++) sum += values[i]!;
  for (let i = from; i < from + count; i++) values[i]! /= sum;
  return sum;
}

/** Suffix factors `[time, labels]`: alpha * beta is the label's probability; `exit` leaves out the `I-x` after it. */
function backward(
  weights: Float64Array,
  scales: Float64Array,
  alpha: Float64Array,
  { time, enter, stay, end }: Steps,
  { size, constraint, expOutOfLabel }: TransitionTable,
): { beta: Float64Array; exit: Float64Array; last: number } {
  const { free, inside, begin } = constraint;
  const beta = new Float64Array(time * size);
  const exit = new Float64Array(time * size);
  const ahead = new Float64Array(free.length);
  const out = new Float64Array(expOutOfLabel.paddedRows);
  const final = (time - 1) * size;
  const last = end.reduce((sum, p, label) => sum + p * alpha[final + label]!, 0);
  for (let i = 0; i < size; i++) exit[final + i] = beta[final + i] = end[i]! / last;
  for (let t = time - 2; t >= 0; t--) {
    const row = t * size;
    const after = row + size;
    const scale = 1 / scales[t + 1]!;
    for (let f = 0; f < free.length; f++) {
      ahead[f] = weights[after + free[f]!]! * beta[after + free[f]!]! * scale;
    }
    multiply(expOutOfLabel, ahead, 0, out);
    for (let i = 0; i < size; i++) exit[row + i] = beta[row + i] = out[i]!;
    for (let k = 0; k < inside.length; k++) {
      const onward = weights[after + inside[k]!]! * beta[after + inside[k]!]! * scale;
      beta[row + inside[k]!]! += stay[k]! * onward;
      if (begin[k]! >= 0) beta[row + begin[k]!]! += enter[k]! * onward;
    }
  }
  return { beta, exit, last };
}

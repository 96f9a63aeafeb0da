import { bioConstraint } from '../src/decoding/constraint.ts';
import { chunksOf, type DecodedChunk, type DecodedSentence } from '../src/decoding/decode.ts';
import { allowedTransitions } from '../src/tasks/tag/allowed.ts';

/** The baseline of bench/decoding.ts: Viterbi and scaled forward-backward as textbooks have them, all labels alike. */
export function textbookDecoder(
  labels: readonly string[],
  transitions: Float32Array,
): (scores: Float32Array) => DecodedSentence {
  const size = labels.length;
  const allowed = allowedTransitions(bioConstraint(labels));
  const steps = Float64Array.from(transitions, (score, cell) => (allowed[cell] ? score : -Infinity));
  const factors = steps.map(Math.exp);
  return (scores) => {
    const path = viterbi(scores, steps, size);
    const { alpha, beta, scales, weights } = forwardBackward(scores, factors, size);
    const cell = (t: number): number => t * size + path[t]!;
    const factor = (from: number, to: number): number => factors[from * (size + 1) + to]!;
    const chunks = chunksOf(path, labels).map(({ slot, first, last }): DecodedChunk => {
      let confidence = alpha[cell(first)]! * beta[cell(last)]!;
      for (let t = first + 1; t <= last; t++) {
        confidence *= (factor(path[t - 1]!, path[t]!) * weights[cell(t)]!) / scales[t]!;
      }
      const inside = labels.indexOf(`I-${slot}`);
      if (last + 1 < path.length && inside >= 0) {
        const after = (last + 1) * size + inside;
        const goesOn = factor(path[last]!, inside) * weights[after]! * beta[after]!;
        confidence *= 1 - goesOn / scales[last + 1]! / beta[cell(last)]!;
      }
      return { slot, first, last, confidence };
    });
    return {
      labels: path,
      confidences: Array.from(path, (_, t) => alpha[cell(t)]! * beta[cell(t)]!),
      chunks,
    };
  };
}

function viterbi(scores: Float32Array, steps: Float64Array, size: number): Int32Array {
  const time = scores.length / size;
  const from = new Int32Array(scores.length);
  let best = steps.slice(size * (size + 1), size * (size + 1) + size).map((start, i) => start + scores[i]!);
  for (let t = 1; t < time; t++) {
    const next = new Float64Array(size).fill(-Infinity);
    for (let i = 0; i < size; i++) {
      for (let j = 0; j < size; j++) {
        const score = best[i]! + steps[i * (size + 1) + j]! + scores[t * size + j]!;
        if (score > next[j]!) {
          next[j] = score;
          from[t * size + j] = i;
        }
      }
    }
    best = next;
  }
  const ends = best.map((score, i) => score + steps[i * (size + 1) + size]!);
  const path = new Int32Array(time);
  path[time - 1] = ends.indexOf(Math.max(...ends));
  for (let t = time - 1; t > 0; t--) path[t - 1] = from[t * size + path[t]!]!;
  return path;
}

function forwardBackward(scores: Float32Array, factors: Float64Array, size: number) {
  const weights = new Float64Array(scores.length);
  for (let row = 0; row < scores.length; row += size) {
    const own = scores.subarray(row, row + size);
    const max = Math.max(...own);
    for (let j = 0; j < size; j++) weights[row + j] = Math.exp(own[j]! - max);
  }
  const { alpha, scales } = forward(weights, factors, size);
  return { alpha, scales, weights, beta: backward({ alpha, scales, weights }, factors, size) };
}

function forward(weights: Float64Array, factors: Float64Array, size: number) {
  const alpha = new Float64Array(weights.length);
  const scales = new Float64Array(weights.length / size);
  for (let t = 0; t < scales.length; t++) {
    for (let j = 0; j < size; j++) {
      let sum = t === 0 ? factors[size * (size + 1) + j]! : 0;
      for (let i = 0; t > 0 && i < size; i++)
        sum += alpha[(t - 1) * size + i]! * factors[i * (size + 1) + j]!;
      alpha[t * size + j] = sum * weights[t * size + j]!;
      scales[t]! += alpha[t * size + j]!;
    }
    for (let j = 0; j < size; j++) alpha[t * size + j]! /= scales[t]!;
  }
  return { alpha, scales };
}

type Prefixes = Record<'alpha' | 'scales' | 'weights', Float64Array>;

function backward({ alpha, scales, weights }: Prefixes, factors: Float64Array, size: number): Float64Array {
  const beta = new Float64Array(weights.length);
  const final = weights.length - size;
  let last = 0;
  for (let i = 0; i < size; i++) last += alpha[final + i]! * factors[i * (size + 1) + size]!;
  for (let i = 0; i < size; i++) beta[final + i] = factors[i * (size + 1) + size]! / last;
  for (let t = scales.length - 2; t >= 0; t--) {
    for (let i = 0; i < size; i++) {
      let sum = 0;
      for (let j = 0; j < size; j++) {
        const after = (t + 1) * size + j;
        sum += factors[i * (size + 1) + j]! * weights[after]! * beta[after]!;
      }
      beta[t * size + i] = sum / scales[t + 1]!;
    }
  }
  return beta;
}

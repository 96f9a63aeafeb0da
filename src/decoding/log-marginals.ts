import type { Marginals } from './marginals.ts';
import { type TransitionTable, transitionScore } from './transitions.ts';

/** Forward-backward over `scores` `[time, labels]` on logarithms: slower, and safe for finite scores of any size. */
export function logMarginals(scores: Float32Array, table: TransitionTable): Marginals {
  const { size, constraint } = table;
  const time = scores.length / size;
  const alpha = forward(scores, table, time);
  const { beta, exit } = backward(scores, table, time);
  const final = (time - 1) * size;
  const logPartition = logSum(table.end, (score, label) => score + alpha[final + label]!);
  const probability = (log: number): number => Math.min(1, Math.exp(log - logPartition));
  const label = (t: number, i: number): number => probability(alpha[t * size + i]! + beta[t * size + i]!);
  /** All sequences with these tokens of a chunk, of the suffixes `after` it. */
  const through = (begin: number, [first, last]: [number, number], after: Float64Array): number => {
    const k = constraint.next[begin]!;
    const end = last > first ? constraint.inside[k]! : begin;
    let log = alpha[first * size + begin]! + after[last * size + end]!;
    for (let t = first + 1; t <= last; t++) {
      log += (t === first + 1 ? table.enter[k]! : table.stay[k]!) + scores[t * size + end]!;
    }
    return probability(log);
  };
  return {
    logPartition,
    label,
    step(t, from, to) {
      const score = transitionScore(table, from, to) + scores[(t + 1) * size + to]!;
      return probability(alpha[t * size + from]! + score + beta[(t + 1) * size + to]!);
    },
    majority(t) {
      for (let i = 0; i < size; i++) if (label(t, i) > 0.5) return i;
      return -1;
    },
    chunk: (begin, first, last) => through(begin, [first, last], exit),
    reaches: (begin, first, last) => through(begin, [first, last], beta),
  };
}

/** Log-sums over all prefixes, `[time, labels]`, each with its own token's score. */
function forward(scores: Float32Array, table: TransitionTable, time: number): Float64Array {
  const { size, constraint, toFree, start, enter, stay } = table;
  const { free, inside, begin } = constraint;
  const alpha = new Float64Array(time * size).fill(-Infinity, 0, size);
  const before = new Float64Array(size);
  for (let f = 0; f < free.length; f++) alpha[free[f]!] = start[f]! + scores[free[f]!]!;
  for (let t = 1; t < time; t++) {
    const row = t * size;
    before.set(alpha.subarray(row - size, row));
    for (let f = 0; f < free.length; f++) {
      const sum = logSum(before, (log, label) => log + toFree[label * free.length + f]!);
      alpha[row + free[f]!] = sum + scores[row + free[f]!]!;
    }
    for (let k = 0; k < inside.length; k++) {
      const entered = begin[k]! < 0 ? -Infinity : before[begin[k]!]! + enter[k]!;
      alpha[row + inside[k]!] = logAdd(entered, before[inside[k]!]! + stay[k]!) + scores[row + inside[k]!]!;
    }
  }
  return alpha;
}

/** Log-sums over all suffixes after a token, `[time, labels]`; `exit` leaves out those that go on with the `I-x`. */
function backward(
  scores: Float32Array,
  table: TransitionTable,
  time: number,
): { beta: Float64Array; exit: Float64Array } {
  const { size, constraint, toFree, end, enter, stay } = table;
  const { free, inside, begin, next } = constraint;
  const beta = new Float64Array(time * size);
  const exit = new Float64Array(time * size);
  const ahead = new Float64Array(free.length);
  beta.set(end, (time - 1) * size);
  exit.set(end, (time - 1) * size);
  for (let t = time - 2; t >= 0; t--) {
    const row = t * size;
    const after = row + size;
    for (let f = 0; f < free.length; f++) ahead[f] = beta[after + free[f]!]! + scores[after + free[f]!]!;
    for (let i = 0; i < size; i++) {
      exit[row + i] = logSum(ahead, (log, f) => log + toFree[i * free.length + f]!);
      const k = next[i]!;
      const step = k < 0 ? -Infinity : begin[k] === i ? enter[k]! : stay[k]!;
      const onward = k < 0 ? -Infinity : scores[after + inside[k]!]! + beta[after + inside[k]!]!;
      beta[row + i] = logAdd(exit[row + i]!, step + onward);
    }
  }
  return { beta, exit };
}

function logAdd(a: number, b: number): number {
  const top = Math.max(a, b);
  return top === -Infinity ? top : top + Math.log1p(Math.exp(Math.min(a, b) - top));
}

function logSum(values: Float64Array, term: (value: number, index: number) => number): number {
  let top = -Infinity;
  for (let i = 0; i < values.length; i++) top = Math.max(top, term(values[i]!, i));
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += Math.exp(term(values[i]!, i) - top);
  return top + Math.log(sum);
}

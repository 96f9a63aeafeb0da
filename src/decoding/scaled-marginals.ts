import type { Emissions } from './emissions.ts';
import type { Marginals } from './marginals.ts';
import { multiply } from './product.ts';
import { Scratch } from './scratch.ts';
import { type TransitionFactors, type TransitionTable, transitionScore } from './transitions.ts';

/**
 * Up to this distance between scores (of labels at one token, plus of transitions) scaled probabilities are exact:
 * a prefix that underflows (e^-745) then lies so far behind that no suffix can make it matter.
 */
export const widestSpread = 300;

/**
 * Forward-backward over a sentence as its passes fill it in. All matrices have the labels in the order of the
 * factors, and rows of `width`: the labels and what multiplication pads them with.
 */
interface Lattice {
  readonly emissions: Emissions;
  readonly factors: TransitionFactors;
  readonly size: number;
  readonly width: number;
  /** Prefix probabilities `[time, width]`, each token's summing to 1, and the sums they were divided by `[time]`. */
  readonly alpha: Float64Array;
  readonly scales: Float64Array;
  /** Suffix factors `[time, width]`: alpha * beta is a probability; `exit` leaves out the `I-x` after the label. */
  readonly beta: Float64Array;
  readonly exit: Float64Array;
}

const memory = {
  alpha: new Scratch(),
  scales: new Scratch(),
  beta: new Scratch(),
  exit: new Scratch(),
  ahead: new Scratch(),
};

/** Forward-backward on probabilities (Rabiner 1989, section V.A); what it gives stays valid until the next call. */
export function scaledMarginals(emissions: Emissions, table: TransitionTable): Marginals {
  const { size, factors } = table;
  const { time, weights } = emissions;
  const width = factors.outOfLabel.paddedRows;
  const alpha = memory.alpha.take(time * width);
  const scales = memory.scales.take(time);
  const beta = memory.beta.take(time * width);
  const exit = memory.exit.take(time * width);
  const lattice: Lattice = { emissions, factors, size, width, alpha, scales, beta, exit };
  forward(lattice);
  const last = backward(lattice);
  const { order, place } = factors;
  const inside = table.constraint.free.length;
  /** The place of the label at the end of a chunk. */
  const ending = (begin: number, from: number, to: number): number =>
    to > from ? inside + table.constraint.next[begin]! : place[begin]!;
  /** The probability of all prefixes that end with these tokens of a chunk. */
  const upTo = (begin: number, from: number, to: number): number => {
    const k = table.constraint.next[begin]!;
    let p = alpha[from * width + place[begin]!]!;
    for (let t = from + 1; t <= to; t++) {
      const step = t === from + 1 ? factors.enter[k]! : factors.stay[k]!;
      p *= (step * weights[t * size + inside + k]!) / scales[t]!;
    }
    return p;
  };
  return {
    get logPartition() {
      let sum = emissions.logScale + Math.log(last) + (time + 1) * table.max;
      for (let t = 0; t < time; t++) sum += Math.log(scales[t]!);
      return sum;
    },
    label: (t, label) => Math.min(1, alpha[t * width + place[label]!]! * beta[t * width + place[label]!]!),
    step(t, from, to) {
      const factor = Math.exp(transitionScore(table, from, to) - table.max);
      const before = alpha[t * width + place[from]!]! * factor;
      const after = weights[(t + 1) * size + place[to]!]! * beta[(t + 1) * width + place[to]!]!;
      return Math.min(1, (before * after) / scales[t + 1]!);
    },
    majority(t) {
      const row = t * width;
      for (let p = 0; p < size; p++) if (alpha[row + p]! * beta[row + p]! > 0.5) return order[p]!;
      return -1;
    },
    chunk: (begin, from, to) =>
      Math.min(1, upTo(begin, from, to) * exit[to * width + ending(begin, from, to)]!),
    reaches: (begin, from, to) =>
      Math.min(1, upTo(begin, from, to) * beta[to * width + ending(begin, from, to)]!),
  };
}

/** Fills `alpha` and `scales`. */
function forward({ emissions, factors, size, width, alpha, scales }: Lattice): void {
  const { time, weights } = emissions;
  const { start, enter, stay, begin, intoFree } = factors;
  const free = start.length;
  for (let t = 0; t < time; t++) {
    const row = t * width;
    const before = row - width;
    const own = t * size;
    let sum = 0;
    if (t === 0) alpha.set(start, 0);
    else multiply(intoFree, alpha, before, alpha, row);
    for (let p = 0; p < free; p++) sum += alpha[row + p]! *= weights[own + p]!;
    for (let k = 0; k < begin.length; k++) {
      const at = free + k;
      const reached = t === 0 ? 0 : alpha[before + begin[k]!]! * enter[k]! + alpha[before + at]! * stay[k]!;
      sum += alpha[row + at] = reached * weights[own + at]!;
    }
    const inverse = 1 / sum;
    for (let p = row; p < row + size; p++) alpha[p]! *= inverse;
    scales[t] = sum;
  }
}

/** Fills `beta` and `exit`, and gives the sum that the last token's factors were divided by. */
function backward({ emissions, factors, size, width, alpha, scales, beta, exit }: Lattice): number {
  const { time, weights } = emissions;
  const { start, end, enter, stay, begin, outOfLabel } = factors;
  const free = start.length;
  const ahead = memory.ahead.take(size);
  const final = (time - 1) * width;
  let last = 0;
  for (let p = 0; p < size; p++) last += end[p]! * alpha[final + p]!;
  for (let p = 0; p < size; p++) exit[final + p] = beta[final + p] = end[p]! / last;
  for (let t = time - 2; t >= 0; t--) {
    const row = t * width;
    const after = row + width;
    const own = (t + 1) * size;
    const scale = 1 / scales[t + 1]!;
    for (let p = 0; p < size; p++) ahead[p] = weights[own + p]! * beta[after + p]! * scale;
    multiply(outOfLabel, ahead, 0, exit, row);
    for (let p = row; p < row + size; p++) beta[p] = exit[p]!;
    for (let k = 0; k < begin.length; k++) {
      beta[row + free + k]! += stay[k]! * ahead[free + k]!;
      beta[row + begin[k]!]! += enter[k]! * ahead[free + k]!;
    }
  }
  return last;
}

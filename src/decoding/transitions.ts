import type { BioConstraint } from './constraint.ts';
import { type BlockedMatrix, blockedMatrix } from './product.ts';

/** Transition scores regrouped for decoding: what the BIO constraint forbids is simply not there. */
export interface TransitionTable {
  readonly constraint: BioConstraint;
  /** Number of labels. */
  readonly size: number;
  /** Score of starting with each free label, `[free]`. */
  readonly start: Float64Array;
  /** Score of ending with each label, `[labels]`. */
  readonly end: Float64Array;
  /** Score of each free label after each label, `[labels, free]`. */
  readonly toFree: Float64Array;
  /** Scores of `B-x -> I-x` (-Infinity without a `B-x`) and `I-x -> I-x`, `[inside]`. */
  readonly enter: Float64Array;
  readonly stay: Float64Array;
  /** The largest of all these scores, and how far below it the smallest lies. */
  readonly max: number;
  readonly range: number;
  /** The same as factors. */
  readonly factors: TransitionFactors;
}

/** exp(score - max) of all transitions, the labels in an order of their own: the free ones, then those inside. */
export interface TransitionFactors {
  /** The label at each place of that order, and the place of each label. */
  readonly order: Int32Array;
  readonly place: Int32Array;
  /** `[free]`, `[labels]`, `[inside]`, `[inside]`; `enter` is 0 without a `B-x`. */
  readonly start: Float64Array;
  readonly end: Float64Array;
  readonly enter: Float64Array;
  readonly stay: Float64Array;
  /** The place of the `B-x` of each `I-x`; 0 where there is none. */
  readonly begin: Int32Array;
  /** From all labels into the free ones, `[free, labels]`, and the same turned round, `[labels, free]`. */
  readonly intoFree: BlockedMatrix;
  readonly outOfLabel: BlockedMatrix;
}

/**
 * Regroups `transitions` `[labels + 1, labels + 1]` (row: from, column: to, last index: the border of the
 * sentence) for Viterbi and forward-backward. Throws a RangeError on a wrong size or an allowed score that is not
 * finite; scores of forbidden transitions are not looked at.
 */
export function prepareTransitions(transitions: Float32Array, constraint: BioConstraint): TransitionTable {
  const { free, inside, begin } = constraint;
  const size = constraint.labels.length;
  if (transitions.length !== (size + 1) ** 2) {
    throw new RangeError(
      `transitions hold ${transitions.length} numbers, ${size} labels need ${(size + 1) ** 2}`,
    );
  }
  const at = (from: number, to: number): number => transitions[from * (size + 1) + to]!;
  const start = Float64Array.from(free, (label) => at(size, label));
  const end = Float64Array.from({ length: size }, (_, label) => at(label, size));
  const toFree = Float64Array.from({ length: size * free.length }, (_, cell) =>
    at(Math.floor(cell / free.length), free[cell % free.length]!),
  );
  const enter = Float64Array.from(inside, (label, k) => (begin[k]! < 0 ? -Infinity : at(begin[k]!, label)));
  const stay = Float64Array.from(inside, (label) => at(label, label));
  const reachable = enter.filter((_, k) => begin[k]! >= 0);
  const { max, range } = spread([start, end, toFree, reachable, stay]);
  return withFactors({ constraint, size, start, end, toFree, enter, stay, max, range });
}

/** The same transitions at a temperature: their scores divided by it, so that all ways become more alike. */
export function temperedTransitions(table: TransitionTable, temperature: number): TransitionTable {
  const cool = (scores: Float64Array) => scores.map((score) => score / temperature);
  return withFactors({
    ...table,
    start: cool(table.start),
    end: cool(table.end),
    toFree: cool(table.toFree),
    enter: cool(table.enter),
    stay: cool(table.stay),
    max: table.max / temperature,
    range: table.range / temperature,
  });
}

function withFactors(scores: Omit<TransitionTable, 'factors'>): TransitionTable {
  return { ...scores, factors: factorsOf(scores) };
}

/** The score of going from one label to another; -Infinity where BIO forbids it. */
export function transitionScore(
  { constraint, toFree, enter, stay }: TransitionTable,
  from: number,
  to: number,
): number {
  const { free, inside, next, begin } = constraint;
  const f = free.indexOf(to);
  if (f >= 0) return toFree[from * free.length + f]!;
  const k = next[from]!;
  if (inside[k] !== to) return -Infinity;
  return begin[k] === from ? enter[k]! : stay[k]!;
}

function factorsOf(table: Omit<TransitionTable, 'factors'>): TransitionFactors {
  const { constraint, size, toFree, max } = table;
  const { free, inside } = constraint;
  const order = Int32Array.of(...free, ...inside);
  const place = new Int32Array(size);
  for (const [at, label] of order.entries()) place[label] = at;
  const exp = (score: number): number => Math.exp(score - max);
  const step = (from: number, f: number): number => exp(toFree[order[from]! * free.length + f]!);
  return {
    order,
    place,
    start: table.start.map(exp),
    end: Float64Array.from(order, (label) => exp(table.end[label]!)),
    enter: table.enter.map(exp),
    stay: table.stay.map(exp),
    begin: constraint.begin.map((label) => (label < 0 ? 0 : place[label]!)),
    intoFree: blockedMatrix(free.length, size, (f, from) => step(from, f)),
    outOfLabel: blockedMatrix(size, free.length, step),
  };
}

function spread(groups: readonly Float64Array[]): { max: number; range: number } {
  let max = -Infinity;
  let min = Infinity;
  for (const score of groups.flatMap((group) => [...group])) {
    if (!Number.isFinite(score)) throw new RangeError('a transition score is not finite');
    max = Math.max(max, score);
    min = Math.min(min, score);
  }
  return { max, range: max - min };
}

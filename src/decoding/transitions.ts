import type { BioConstraint } from './constraint.ts';
import { type PaddedMatrix, paddedMatrix } from './product.ts';

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
  /** exp(score - max) of `toFree`, as `[free, labels]` and as `[labels, free]`. */
  readonly expIntoFree: PaddedMatrix;
  readonly expOutOfLabel: PaddedMatrix;
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
  const exp = (from: number, f: number): number => Math.exp(toFree[from * free.length + f]! - max);
  return {
    constraint,
    size,
    start,
    end,
    toFree,
    enter,
    stay,
    max,
    range,
    expIntoFree: paddedMatrix(free.length, size, (f, label) => exp(label, f)),
    expOutOfLabel: paddedMatrix(size, free.length, exp),
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

import { CtcError } from './error.ts';

/** What a network said of each frame, as natural-log probabilities: `values[frame * symbols + symbol]`. */
export interface CtcMatrix {
  readonly values: Float32Array | Float64Array;
  readonly frames: number;
  readonly symbols: number;
}

/**
 * Stands for ln 0. As a probability it is none (exp(-1000) is 0), but sums of it stay finite: a labelling that is
 * impossible has a score, and every matrix some answer.
 */
export const impossible = -1000;

/** Throws a CtcError if the shape does not fit `symbols` columns and the number of values. */
export function checkShape(matrix: CtcMatrix, symbols: number): void {
  const { values, frames } = matrix;
  if (matrix.symbols !== symbols) {
    throw new CtcError(
      ['matrix'],
      `The matrix has ${matrix.symbols} columns, and the alphabet ${symbols} symbols`,
    );
  }
  if (!Number.isInteger(frames) || frames < 0 || values.length !== frames * symbols) {
    throw new CtcError(['matrix'], `${values.length} values are not ${frames} frames of ${symbols} symbols`);
  }
}

/** Copies frame `t` into `row` as finite numbers; throws a CtcError for NaN and for +Infinity. */
export function readFrame(matrix: CtcMatrix, t: number, row: Float64Array): void {
  const { values, symbols } = matrix;
  const first = t * symbols;
  for (let s = 0; s < symbols; s++) {
    const value = values[first + s]!;
    if (!(value < Infinity)) {
      throw new CtcError(
        ['matrix', t, s],
        `Frame ${t} has ${value} for symbol ${s}; log-probabilities are finite`,
      );
    }
    row[s] = value > impossible ? value : impossible;
  }
}

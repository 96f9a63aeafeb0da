import { CtcError } from './error.ts';
import type { CtcMatrix } from './matrix.ts';

/** What the numbers of a matrix are. */
export const matrixKinds = ['logProbs', 'probabilities', 'logits'] as const;

/** One of `matrixKinds`; log-probabilities are natural logs, and logits become probabilities by a softmax. */
export type MatrixKind = (typeof matrixKinds)[number];

/** How far the probabilities of a frame may be from 1 together: as far as numbers of 16 bits are. */
const slack = 5e-3;

/**
 * A matrix of rows of numbers, one a frame. Throws a CtcError whose path is the row, or row and column, that is wrong;
 * `columns` is how many each row must have, by default as many as the first.
 */
export function matrixOfRows(
  rows: readonly (readonly number[])[],
  kind: MatrixKind = 'logProbs',
  columns: number = rows[0]?.length ?? 0,
): CtcMatrix {
  const values = new Float64Array(rows.length * columns);
  for (const [t, row] of rows.entries()) {
    if (!Array.isArray(row)) throw new CtcError([t], `Row ${t} must be a list of numbers`);
    if (row.length !== columns) {
      throw new CtcError([t], `Row ${t} has ${row.length} numbers; each must have ${columns}, one a symbol`);
    }
    for (let s = 0; s < columns; s++) {
      if (typeof row[s] !== 'number') throw new CtcError([t, s], 'Send a number; JSON has none for infinity');
      values[t * columns + s] = row[s]!;
    }
  }
  return matrixOfValues({ values, frames: rows.length, symbols: columns }, kind);
}

/** A matrix of numbers row by row; what is not log-probabilities is turned into them in place. Throws a CtcError. */
export function matrixOfValues(matrix: CtcMatrix, kind: MatrixKind = 'logProbs'): CtcMatrix {
  const { values, frames, symbols } = matrix;
  if (values.length !== frames * symbols) {
    throw new CtcError([], `${values.length} numbers are not ${frames} frames of ${symbols} symbols`);
  }
  for (let t = 0; t < frames; t++) converters[kind](values.subarray(t * symbols, (t + 1) * symbols), t);
  return matrix;
}

type Row = Float32Array | Float64Array;

const converters: { readonly [K in MatrixKind]: (row: Row, t: number) => void } = {
  logProbs(row, t) {
    let sum = 0;
    for (let s = 0; s < row.length; s++) {
      // Of NaN and infinities only -Infinity, ln 0, is one.
      if (!(row[s]! < Infinity)) throw new CtcError([t, s], `${row[s]} is no log-probability`);
      sum += Math.exp(row[s]!);
    }
    if (Math.abs(sum - 1) > slack) {
      const remedy = 'their exponentials must sum to 1; send other scores as logits';
      throw new CtcError([t], `The log-probabilities of row ${t} sum to ${rounded(sum)}: ${remedy}`);
    }
  },
  probabilities(row, t) {
    let sum = 0;
    for (let s = 0; s < row.length; s++) {
      if (!(row[s]! >= 0 && row[s]! <= 1 + slack)) {
        throw new CtcError([t, s], `${row[s]} is no probability, which is from 0 to 1`);
      }
      sum += row[s]!;
      row[s] = Math.log(row[s]!);
    }
    if (Math.abs(sum - 1) <= slack) return;
    throw new CtcError([t], `The probabilities of row ${t} sum to ${rounded(sum)}; they must sum to 1`);
  },
  logits(row, t) {
    let highest = -Infinity;
    for (let s = 0; s < row.length; s++) {
      if (!(row[s]! < Infinity)) throw new CtcError([t, s], `${row[s]} is no logit`);
      highest = Math.max(highest, row[s]!);
    }
    if (highest === -Infinity) throw new CtcError([t], `Row ${t} has no finite logit`);
    let sum = 0;
    for (let s = 0; s < row.length; s++) sum += Math.exp(row[s]! - highest);
    // One after the other: of a highest logit of 1e17 the logarithm would be lost in the sum.
    const norm = Math.log(sum);
    for (let s = 0; s < row.length; s++) row[s] = row[s]! - highest - norm;
  },
};

function rounded(sum: number): string {
  return Number.isFinite(sum) ? String(Number(sum.toPrecision(4))) : 'more than can be told';
}

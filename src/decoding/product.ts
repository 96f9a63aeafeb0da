/** Rows that are multiplied at once: measured against 4 to 12, and against a row or a column at a time. */
const block = 9;

/** A matrix in blocks of nine rows, zero rows filling the last; in a block the nine numbers of a column lie together. */
export interface BlockedMatrix {
  /** `[padded rows / 9, columns, 9]`. */
  readonly values: Float64Array;
  readonly columns: number;
  /** Rows including the padding: the length that a product's result needs. */
  readonly paddedRows: number;
}

/** Fills a `[rows, columns]` matrix from `cell(row, column)`. */
export function blockedMatrix(
  rows: number,
  columns: number,
  cell: (row: number, column: number) => number,
): BlockedMatrix {
  const paddedRows = Math.ceil(rows / block) * block;
  const values = new Float64Array(paddedRows * columns);
  for (let r = 0; r < rows; r++) {
    const base = Math.floor(r / block) * block * columns + (r % block);
    for (let c = 0; c < columns; c++) values[base + c * block] = cell(r, c);
  }
  return { values, columns, paddedRows };
}

/**
 * `result[to + r] = sum over c of matrix[r, c] * vector[from + c]` for all padded rows: nine sums stay in registers,
 * and the matrix is read from front to back. `result` may be `vector` where the two stretches do not overlap.
 */
export function multiply(
  { values, columns, paddedRows }: BlockedMatrix,
  vector: Float64Array,
  from: number,
  result: Float64Array,
  to: number,
): void {
  let p = 0;
  for (let r = to; r < to + paddedRows; r += block) {
    let s0 = 0;
    let s1 = 0;
    let s2 = 0;
    let s3 = 0;
    let s4 = 0;
    let s5 = 0;
    let s6 = 0;
    let s7 = 0;
    let s8 = 0;
    for (let c = from; c < from + columns; c++) {
      const x = vector[c]!;
      s0 += x * values[p]!;
      s1 += x * values[p + 1]!;
      s2 += x * values[p + 2]!;
      s3 += x * values[p + 3]!;
      s4 += x * values[p + 4]!;
      s5 += x * values[p + 5]!;
      s6 += x * values[p + 6]!;
      s7 += x * values[p + 7]!;
      s8 += x * values[p + 8]!;
      p += block;
    }
    result[r] = s0;
    result[r + 1] = s1;
    result[r + 2] = s2;
    result[r + 3] = s3;
    result[r + 4] = s4;
    result[r + 5] = s5;
    result[r + 6] = s6;
    result[r + 7] = s7;
    result[r + 8] = s8;
  }
}

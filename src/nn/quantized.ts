import { cast, constant, mul } from '../graph/ops/index.ts';
import type { Value } from '../graph/value.ts';

/** Rows of numbers in 8 bits each, every row with a scale of its own. */
export interface QuantizedTable {
  readonly rows: number;
  readonly dimension: number;
  /** `[rows, dimension]` */
  readonly vectors: Int8Array;
  /** `[rows]` */
  readonly scales: Float32Array;
}

/** A table `[rows, dimension]` in 8 bits a number: off by at most 1/254 of the greatest number of its row. */
export function quantizeTable(table: Float32Array, dimension: number): QuantizedTable {
  const rows = table.length / dimension;
  const vectors = new Int8Array(table.length);
  const scales = new Float32Array(rows);
  for (let row = 0; row < rows; row++) {
    const numbers = table.subarray(row * dimension, (row + 1) * dimension);
    const greatest = numbers.reduce((most, number) => Math.max(most, Math.abs(number)), 0);
    const scale = Math.fround(greatest / 127);
    scales[row] = scale;
    if (scale > 0)
      vectors.set(
        numbers.map((number) => Math.round(number / scale)),
        row * dimension,
      );
  }
  return { rows, dimension, vectors, scales };
}

/** A constant that the file of a graph holds in 8 bits a number, with a scale for each row of the last axis. */
export function compactConstant(data: Float32Array, shape: readonly number[]): Value {
  const { vectors, scales } = quantizeTable(data, shape.at(-1)!);
  return mul(cast(constant(vectors, shape), 'float32'), constant(scales, [...shape.slice(0, -1), 1]));
}

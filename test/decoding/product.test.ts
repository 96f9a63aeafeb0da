import { expect, it } from 'vitest';
import { blockedMatrix, multiply } from '../../src/decoding/product.ts';

it.each([1, 8, 9, 10, 18, 35])('multiplies a matrix of %d rows by a stretch of a vector', (rows) => {
  const cell = (row: number, column: number): number => 100 * row + column + 1;
  const matrix = blockedMatrix(rows, 4, cell);
  const result = new Float64Array(3 + matrix.paddedRows).fill(-1);
  multiply(matrix, Float64Array.of(99, 1, 10, 100, 1000, 99), 1, result, 3);
  const expected = Array.from({ length: rows }, (_, row) => 1111 * 100 * row + 4321);
  expect([...result.subarray(0, 3 + rows)]).toEqual([-1, -1, -1, ...expected]);
  expect([...result.subarray(3 + rows)].every((padding) => padding === 0)).toBe(true);
});

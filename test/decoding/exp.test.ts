import fc from 'fast-check';
import { expect, it } from 'vitest';
import { expMinus } from '../../src/decoding/exp.ts';

it('gives exp(-x) to thirteen digits', () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 700, noNaN: true }), (x) => {
      expect(Math.abs(expMinus(x) / Math.exp(-x) - 1)).toBeLessThan(1e-13);
    }),
    { numRuns: 2000 },
  );
});

it('is exact at 0 and 0 beyond the smallest doubles', () => {
  expect([0, 746, 1e9, Number.POSITIVE_INFINITY].map(expMinus)).toEqual([1, 0, 0, 0]);
});

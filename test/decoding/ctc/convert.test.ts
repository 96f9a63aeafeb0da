import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matrixOfRows, matrixOfValues } from '../../../src/decoding/ctc/convert.ts';
import type { CtcError } from '../../../src/decoding/ctc/error.ts';
import { rows } from './matrices.ts';

function pathOf(run: () => unknown): CtcError['path'] | undefined {
  try {
    run();
    return undefined;
  } catch (error) {
    return (error as CtcError).path;
  }
}

describe('matrices of log-probabilities', () => {
  it('are the same from probabilities, from their logs, and from logits that are off by any constant', () => {
    fc.assert(
      fc.property(
        rows({ frames: [1, 6], symbols: 5 }),
        fc.double({ min: -900, max: 900, noNaN: true }),
        (list, off) => {
          const logs = list.map((row) => row.map(Math.log));
          const { values, frames, symbols } = matrixOfRows(list, 'probabilities');
          expect([frames, symbols]).toEqual([list.length, 5]);
          const shifted = logs.map((row) => row.map((log) => log + off));
          for (const other of [matrixOfRows(logs), matrixOfRows(shifted, 'logits')]) {
            for (const [at, value] of other.values.entries()) {
              if (values[at] === -Infinity) expect(value).toBe(-Infinity);
              else expect(value).toBeCloseTo(values[at]!, 6);
            }
          }
        },
      ),
    );
  });

  it('have one number a symbol in every row', () => {
    expect(pathOf(() => matrixOfRows([[1], [0.5, 0.5]], 'probabilities'))).toEqual([1]);
    expect(pathOf(() => matrixOfRows([[1]], 'probabilities', 2))).toEqual([0]);
    expect(pathOf(() => matrixOfRows([null as unknown as number[]], 'logits', 2))).toEqual([0]);
    expect(pathOf(() => matrixOfRows([[0, null as unknown as number]], 'logits'))).toEqual([0, 1]);
    const values = Float32Array.of(0, 0, 0);
    expect(pathOf(() => matrixOfValues({ values, frames: 2, symbols: 2 }, 'logits'))).toEqual([]);
  });

  it.each([
    ['probabilities', [0.5, 0.4], [0]],
    ['probabilities', [0.5, 0.6], [0]],
    ['probabilities', [1.5, -0.5], [0, 0]],
    ['probabilities', [0, 0], [0]],
    ['probabilities', [0.5, Number.NaN], [0, 1]],
    ['logProbs', [0, 0], [0]],
    ['logProbs', [-Infinity, Infinity], [0, 1]],
    ['logProbs', [800, 0], [0]],
    ['logProbs', [-Infinity, -Infinity], [0]],
    ['logits', [0, Infinity], [0, 1]],
    ['logits', [0, Number.NaN], [0, 1]],
    ['logits', [-Infinity, -Infinity], [0]],
  ] as const)('are not made of %s %j', (kind, row, path) => {
    expect(pathOf(() => matrixOfRows([row], kind))).toEqual(path);
  });

  it('take what rounding to 16 bits leaves of a sum of one', () => {
    expect(pathOf(() => matrixOfRows([[0.999, 0.003]], 'probabilities'))).toBeUndefined();
  });
});

import fc from 'fast-check';
import type { CtcAlphabet } from '../../../src/decoding/ctc/alphabet.ts';
import type { CtcMatrix } from '../../../src/decoding/ctc/matrix.ts';

/** A matrix of rows of probabilities. */
export function matrixOf(rows: readonly (readonly number[])[], columns = rows[0]?.length ?? 0): CtcMatrix {
  const values = Float64Array.from(rows.flat(), Math.log);
  return { values, frames: rows.length, symbols: columns };
}

/** A matrix in which frame t is sure of `path[t]`, or as sure as `most`. */
export function matrixOfPath(path: string, { symbols }: CtcAlphabet, most = 1): CtcMatrix {
  const rest = symbols.length > 1 ? (1 - most) / (symbols.length - 1) : 0;
  const rows = [...path].map((sure) => symbols.map((symbol) => (symbol === sure ? most : rest)));
  return matrixOf(rows, symbols.length);
}

/** Frames `from` to `to` of a matrix. */
export function framesOf({ values, symbols }: CtcMatrix, from: number, to: number): CtcMatrix {
  return { values: values.slice(from * symbols, to * symbols), frames: to - from, symbols };
}

/** Rows of probabilities, some of them exactly 0. */
export function rows(shape: {
  readonly frames: readonly [number, number];
  readonly symbols: number;
}): fc.Arbitrary<number[][]> {
  const weight = fc.oneof(
    { weight: 5, arbitrary: fc.integer({ min: 1, max: 1000 }) },
    { weight: 1, arbitrary: fc.constant(0) },
  );
  const row = fc
    .array(weight, { minLength: shape.symbols, maxLength: shape.symbols })
    .filter((weights) => weights.some((one) => one > 0))
    .map((weights) => {
      const sum = weights.reduce((total, one) => total + one, 0);
      return weights.map((one) => one / sum);
    });
  return fc.array(row, { minLength: shape.frames[0], maxLength: shape.frames[1] });
}

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { alphabetOf } from '../../../src/tasks/speech/alphabet.ts';
import { letterFrames } from '../../../src/tasks/speech/letter-frames.ts';

const alphabet = alphabetOf('ab ');

/** A matrix of these probabilities, row by row. */
function matrixOf(rows: readonly (readonly number[])[]) {
  return { values: Float32Array.from(rows.flat(), Math.log), frames: rows.length, symbols: 4 };
}

it('names the likeliest letters of each frame, the blank as an empty one', () => {
  const matrix = matrixOf([
    [0.9, 0.095, 0.005, 0],
    [0.2, 0.1, 0.4, 0.3],
    [1, 0, 0, 0],
  ]);
  expect(letterFrames(matrix, alphabet, 0.01 * 3)).toEqual({
    seconds: 0.03,
    best: [
      [
        { letter: '', probability: 0.9 },
        { letter: 'a', probability: 0.095 },
      ],
      [
        { letter: 'b', probability: 0.4 },
        { letter: ' ', probability: 0.3 },
        { letter: '', probability: 0.2 },
      ],
      [{ letter: '', probability: 1 }],
    ],
  });
});

it('gives nothing for nothing, and one letter at least however many there are to choose from', () => {
  expect(letterFrames(matrixOf([]), alphabet, 0.03).best).toEqual([]);
  const many = alphabetOf(Array.from({ length: 500 }, (_, i) => String.fromCodePoint(0x4e00 + i)).join(''));
  const values = new Float32Array(501).fill(Math.log(1 / 501));
  expect(letterFrames({ values, frames: 1, symbols: 501 }, many, 0.03).best[0]).toHaveLength(1);
});

it('leaves out no letter that is likelier than one that it names', () => {
  const row = fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 4, maxLength: 4 });
  fc.assert(
    fc.property(fc.array(row, { minLength: 1, maxLength: 5 }), (weights) => {
      const rows = weights.map((each) => {
        const sum = each.reduce((total, weight) => total + weight + 1, 0);
        return each.map((weight) => (weight + 1) / sum);
      });
      for (const [frame, named] of letterFrames(matrixOf(rows), alphabet, 0.03).best.entries()) {
        const sorted = rows[frame]!.toSorted((a, b) => b - a);
        const probabilities = named.map(({ probability }) => probability);
        expect(probabilities.length).toBeLessThanOrEqual(3);
        for (const [place, probability] of probabilities.entries()) {
          expect(probability).toBeCloseTo(sorted[place]!, 3);
        }
      }
    }),
  );
});

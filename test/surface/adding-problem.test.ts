import { describe, expect, it } from 'vitest';
import { randomSource } from '../../src/random.ts';
import { addingBaseline, addingBatch } from '../../src/surface/adding-problem.ts';

/** The sequences of a batch, one by one, as pairs of value and mark. */
function sequencesOf(x: Float32Array, length: number, batch: number): number[][][] {
  return Array.from({ length: batch }, (_, b) =>
    Array.from({ length }, (_, t) => [...x.subarray((t * batch + b) * 2, (t * batch + b) * 2 + 2)]),
  );
}

describe('the adding problem', () => {
  it.each([
    [2, 5],
    [7, 40],
    [100, 64],
  ])('marks one value in each half and asks for their sum: %i steps', (length, batch) => {
    const { x, target } = addingBatch(randomSource('adding'), length, batch);
    for (const [index, sequence] of sequencesOf(x, length, batch).entries()) {
      const marked = sequence.flatMap(([, mark], t) => (mark === 1 ? [t] : []));
      expect(sequence.filter(([, mark]) => mark === 0)).toHaveLength(length - 2);
      expect(marked).toHaveLength(2);
      expect(marked[0]!).toBeLessThan(Math.floor(length / 2));
      expect(marked[1]!).toBeGreaterThanOrEqual(Math.floor(length / 2));
      expect(sequence.every(([value]) => value! >= 0 && value! <= 1)).toBe(true);
      expect(target[index]).toBeCloseTo(sequence[marked[0]!]![0]! + sequence[marked[1]!]![0]!, 6);
    }
  });

  it('marks every step of a half alike often', () => {
    const { x } = addingBatch(randomSource('places'), 6, 6000);
    const marks = Array<number>(6).fill(0);
    for (const sequence of sequencesOf(x, 6, 6000)) {
      for (const [t, [, mark]] of sequence.entries()) marks[t]! += mark!;
    }
    for (const count of marks) expect(Math.abs(count - 2000)).toBeLessThan(150);
  });

  it('has the error of always answering 1 as baseline', () => {
    const { target } = addingBatch(randomSource('baseline'), 10, 20_000);
    const error = target.reduce((sum, number) => sum + (number - 1) ** 2, 0) / target.length;
    expect(Math.abs(error - addingBaseline)).toBeLessThan(0.005);
  });

  it('is the same for the same seed, and another for the next', () => {
    const batch = () => addingBatch(randomSource('seed'), 20, 3);
    expect(batch()).toEqual(batch());
    const random = randomSource('seed');
    addingBatch(random, 20, 3);
    expect(addingBatch(random, 20, 3)).not.toEqual(batch());
  });
});

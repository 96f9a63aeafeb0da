import { describe, expect, it } from 'vitest';
import { linearUnitByHand, runLinearUnit } from '../../src/surface/linear-unit.ts';

describe('a linear unit with one recurrent weight', () => {
  it('answers what the lecture says after 1000 steps', async () => {
    const [one, above, below, small] = await runLinearUnit([1, 1.01, 0.99, 0.01], 1000);
    expect(one).toEqual({ w: 1, y: 1, gradient: 999 });
    expect(above!.y).toBeGreaterThan(20_000);
    expect(above!.y).toBeLessThan(21_000);
    expect(below!.y).toBeLessThan(1e-4);
    expect(small).toEqual({ w: 0.01, y: 0, gradient: 0 });
  });

  it.each([2, 3, 10, 1000])('has the answer and gradient of the closed form over %i steps', async (steps) => {
    const weights = [-1.005, -0.9, 0.5, 0.95, 0.99, 1, 1.003, 1.01];
    const found = await runLinearUnit(weights, steps);
    for (const [index, w] of weights.entries()) {
      // The weight as single precision has it: a thousand steps would show the difference.
      const expected = linearUnitByHand(Math.fround(w), steps);
      for (const name of ['y', 'gradient'] as const) {
        const error = Math.abs(found[index]![name] - expected[name]);
        // Single precision ends near 1e-38; numbers below have few digits or none.
        expect(error).toBeLessThan(1e-4 * Math.abs(expected[name]) + 1e-40);
      }
    }
  });
});

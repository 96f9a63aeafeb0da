import { expect, it } from 'vitest';
import { type History, recordStep, summarizeNorms } from '../../src/training/history.ts';

it('thins steps when there are many: always in order, the earlier the fewer, with the first and the last', () => {
  const history: History = { epochs: [], steps: [] };
  for (let step = 1; step <= 20_000; step++) {
    recordStep(history, { step, loss: 1, gradientNorm: 1 });
    expect(history.steps.length).toBeLessThanOrEqual(4000);
    expect(history.steps.at(-1)!.step).toBe(step);
  }
  const kept = history.steps.map(({ step }) => step);
  expect(kept[0]).toBe(1);
  expect(kept.length).toBeGreaterThan(2000);
  const gaps = kept.slice(1).map((step, index) => step - kept[index]!);
  expect(Math.min(...gaps)).toBe(1);
  for (const [index, gap] of gaps.slice(1).entries()) expect(gap).toBeLessThanOrEqual(gaps[index]!);
});

it.each([
  [[3], 3, 3],
  [[4, 1], 2.5, 4],
  [[9, 1, 5], 5, 9],
  [[8, 10, 2, 4], 6, 10],
])('sums the norms %j up as median %d and largest %d', (norms, median, largest) => {
  expect(summarizeNorms(norms)).toEqual({ median, largest });
});

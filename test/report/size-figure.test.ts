import fc from 'fast-check';
import { expect, it } from 'vitest';
import { apart } from '../../src/report/comparison/size-figure.ts';

it('leaves heights that are apart as they are', () => {
  expect(apart([50, 10, 30], 14, 100)).toEqual([50, 10, 30]);
});

it('moves others down, and up again from the end', () => {
  expect(apart([10, 10, 12], 14, 100)).toEqual([10, 24, 38]);
  expect(apart([95, 100, 10], 14, 100)).toEqual([86, 100, 10]);
});

it('keeps the order and the gap, and stays within the limit while there is room', () => {
  const heights = fc.array(fc.double({ min: 0, max: 300, noNaN: true }), { minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(heights, (all) => {
      const places = apart(all, 14, 300);
      const order = [...all.keys()].sort((a, b) => all[a]! - all[b]!);
      const sorted = order.map((index) => places[index]!);
      expect(sorted[0]).toBeGreaterThanOrEqual(-1e-9);
      expect(sorted.at(-1)).toBeLessThanOrEqual(300);
      for (const [index, place] of sorted.slice(1).entries()) {
        expect(place - sorted[index]!).toBeGreaterThanOrEqual(14 - 1e-9);
      }
    }),
  );
});

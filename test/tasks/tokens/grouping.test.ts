import fc from 'fast-check';
import { expect, it } from 'vitest';
import { groupByLength } from '../../../src/tasks/tokens/grouping.ts';

it('puts every sentence in one group, within the budget and without much padding', () => {
  const lengths = fc.array(fc.integer({ min: 1, max: 300 }), { maxLength: 80 });
  fc.assert(
    fc.property(lengths, (list) => {
      const groups = groupByLength(list, 256);
      expect(groups.flat().sort((a, b) => a - b)).toEqual([...list.keys()]);
      for (const group of groups) {
        const own = group.map((index) => list[index]!);
        const longest = Math.max(...own);
        expect(group.length === 1 || group.length * longest <= 256).toBe(true);
        expect(Math.min(...own)).toBeGreaterThanOrEqual(longest * 0.6);
      }
    }),
  );
});

it('keeps sentences of one length together', () => {
  expect(groupByLength([9, 9, 9, 9])).toHaveLength(1);
  expect(groupByLength([])).toEqual([]);
});

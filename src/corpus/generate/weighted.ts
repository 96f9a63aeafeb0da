import type { RandomSource } from '../../random.ts';

/** Values drawn in proportion to their weights. */
export type WeightedList<T> = { readonly size: number; draw(random: RandomSource): T };

/** Throws RangeError when no value has a positive weight. */
export function weightedList<T>(values: readonly T[], weight: (value: T) => number): WeightedList<T> {
  const cumulative: number[] = [];
  let total = 0;
  for (const value of values) {
    total += weight(value);
    cumulative.push(total);
  }
  if (!(total > 0)) throw new RangeError('a weighted list needs a positive weight');
  return {
    size: values.length,
    draw(random) {
      const target = random.next() * total;
      let low = 0;
      let high = cumulative.length - 1;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (cumulative[middle]! > target) high = middle;
        else low = middle + 1;
      }
      return values[low] as T;
    },
  };
}

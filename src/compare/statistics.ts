import { z } from 'zod';

/** One figure of several runs: each value in the order of the seeds (null where a run has none), and their sum-up. */
export const spreadSchema = z.strictObject({
  mean: z.number(),
  deviation: z
    .number()
    .nonnegative()
    .nullable()
    .describe('of a sample (divided by n - 1); null for one value'),
  values: z.array(z.number().nullable()),
});

/** Parsed `spreadSchema`. */
export type Spread = z.infer<typeof spreadSchema>;

/** The mean of at least one value. */
export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** The standard deviation of a sample; null for fewer than two values, which tell nothing of it. */
export function sampleDeviation(values: readonly number[]): number | null {
  if (values.length < 2) return null;
  const center = mean(values);
  const squares = values.reduce((sum, value) => sum + (value - center) ** 2, 0);
  return Math.sqrt(squares / (values.length - 1));
}

/** The middle of at least one value; of an even number, the mean of the middle two. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return (sorted[(sorted.length - 1) >> 1]! + sorted[sorted.length >> 1]!) / 2;
}

/** Sums up the values that there are; null where there is none. */
export function spreadOf(values: readonly (number | null | undefined)[]): Spread | null {
  const given = values.filter((value) => typeof value === 'number');
  if (given.length === 0) return null;
  return {
    mean: mean(given),
    deviation: sampleDeviation(given),
    values: values.map((value) => value ?? null),
  };
}

import { z } from 'zod';

/** Milliseconds of a day: the longest time that a setting can give. */
export const day = 86_400_000;

/** A setting that is `true` or `false`. */
export const flag = z.enum(['true', 'false'], 'must be true or false').transform((value) => value === 'true');

/** A setting that is a whole number from `min` to `max`. */
export function integer(min: number, max: number) {
  return z
    .string()
    .regex(/^\d{1,15}$/, 'must be a whole number')
    .transform(Number)
    .pipe(z.int().min(min, `must be at least ${min}`).max(max, `must be at most ${max}`));
}

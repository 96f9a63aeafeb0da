import { isIP } from 'node:net';
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

/** A setting that is a list with commas between its entries. */
export function list<S extends z.ZodType<unknown, string>>(entry: S) {
  return z
    .string()
    .transform((text) => text.split(',').map((part) => part.trim()))
    .pipe(z.array(entry));
}

/** The origin of web pages: scheme, host and port, as browsers write it. */
export const origin = z
  .string()
  .refine(
    (text) => /^https?:[^*]+$/.test(text) && URL.canParse(text) && new URL(text).origin === text,
    'must be origins such as https://app.example, with commas between',
  );

const ranges = ['loopback', 'linklocal', 'uniquelocal'];

/** An IP address, a range of them in CIDR notation, or one of the ranges that have names. */
export const addressRange = z.string().refine(
  (text) => {
    if (ranges.includes(text)) return true;
    const [, address, bits] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(text) ?? [];
    const most = { 0: 0, 4: 32, 6: 128 }[isIP(address ?? '')] ?? 0;
    return most > 0 && (bits === undefined || (Number(bits) > 0 && Number(bits) <= most));
  },
  `must be addresses, ranges such as 10.0.0.0/8, or ${ranges.join(', ')}, with commas between`,
);

import { z } from 'zod';
import type { ComparisonFile } from './schema.ts';
import type { Spread } from './statistics.ts';

/** Whether an order that others published is found here. */
export const orderSchema = z.strictObject({
  below: z.string(),
  above: z.string(),
  source: z.string(),
  /** Mean F1 of `above` less that of `below`, as fractions of 1; null if one of them has no score. */
  difference: z.number().nullable(),
  verdict: z.enum(['holds', 'does not hold, as found', 'too close to tell', 'cannot be told']),
});

/** Parsed `orderSchema`. */
export type CheckedOrder = z.infer<typeof orderSchema>;

/** Checks expected orders by the means of F1; those no further apart than their standard deviations together are close. */
export function checkOrders(
  orders: ComparisonFile['orders'],
  f1Of: (name: string) => Spread | null,
): CheckedOrder[] {
  return orders.map(({ below: [below, above], source }) => {
    const [low, high] = [f1Of(below), f1Of(above)];
    const difference = low && high ? high.mean - low.mean : null;
    const spread = (low?.deviation ?? 0) + (high?.deviation ?? 0);
    return { below, above, source, difference, verdict: verdictOn(difference, spread) };
  });
}

function verdictOn(difference: number | null, spread: number): CheckedOrder['verdict'] {
  if (difference === null) return 'cannot be told';
  if (Math.abs(difference) <= spread) return 'too close to tell';
  return difference > 0 ? 'holds' : 'does not hold, as found';
}

import { cast, concat, mul, shift } from '../graph/ops/index.ts';
import type { Value } from '../graph/value.ts';

/**
 * Each token joined with `reach` neighbours on each side, zeros beyond the sentence's ends: `[time, batch, d]` to
 * `[time, batch, (2 * reach + 1) * d]`, the earliest first (Collobert et al. 2011).
 */
export function windowOf(x: Value, mask: Value, reach: number): Value {
  if (reach === 0) return x;
  const tokens = mul(x, cast(mask, 'float32'));
  const places = Array.from({ length: 2 * reach + 1 }, (_, index) => index - reach);
  return concat(
    places.map((place) => shift(tokens, -place)),
    -1,
  );
}

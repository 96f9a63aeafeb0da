/** Limits on the gradient of a step; absent for none. */
export interface Clipping {
  /** The gradient is scaled down so that its norm is at most this (Pascanu et al. 2013). */
  readonly norm?: number | undefined;
  /** Each number is held between minus and plus this; applied before the norm's scaling. */
  readonly value?: number | undefined;
}

/** Multiplies by `scale`, then holds each number within the value limit, in place; answers the sum of squares. */
export function scaleAndClipValue(
  gradient: Float32Array,
  scale: number,
  { value = Infinity }: Clipping,
): number {
  let squares = 0;
  for (let i = 0; i < gradient.length; i++) {
    const clipped = Math.min(value, Math.max(-value, gradient[i]! * scale));
    gradient[i] = clipped;
    squares += clipped * clipped;
  }
  return squares;
}

/** What to multiply a gradient of norm `norm` by, so that it respects the limit. */
export function normFactor(norm: number, { norm: limit = Infinity }: Clipping): number {
  return norm > limit ? limit / norm : 1;
}

/** The share of the learning rate at `progress` of the training, 0 to 1. */
export type Decay = (progress: number) => number;

/** How the learning rate falls after the warm-up. */
export const decays = {
  constant: () => 1,
  linear: (progress) => 1 - progress,
  cosine: (progress) => (1 + Math.cos(Math.PI * progress)) / 2,
  inverse: (progress) => 1 / (1 + 9 * progress),
} as const satisfies Record<string, Decay>;

/** The name of a decay. */
export type DecayName = keyof typeof decays;

/** A schedule of the learning rate. */
export interface Schedule {
  readonly decay: DecayName;
  /** The first steps, over which the rate rises from zero. */
  readonly warmup: number;
}

/** The factor of the learning rate at `step` of `total` steps. */
export function scheduleFactor({ decay, warmup }: Schedule, step: number, total: number): number {
  if (step < warmup) return (step + 1) / warmup;
  return Math.max(0, decays[decay]((step - warmup) / Math.max(1, total - warmup)));
}

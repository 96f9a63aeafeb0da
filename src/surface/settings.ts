import type { AddingSettings } from './adding-run.ts';
import type { ClippingSettings } from './clipping.ts';
import type { LossSurfaceSettings } from './loss-surface.ts';

/** How much is computed: in minutes, or for plots to be shown for long. */
export type Effort = 'quick' | 'full';

/** The settings of every part. */
export interface PartsSettings {
  readonly toy: {
    readonly steps: number;
    readonly named: readonly number[];
    readonly drawn: readonly number[];
  };
  readonly surface: LossSurfaceSettings;
  readonly clipping: readonly ClippingSettings[];
  readonly reach: readonly AddingSettings[];
}

const adding = {
  quick: { hidden: 32, steps: 2000 },
  full: { hidden: 64, steps: 6000 },
} as const;

/**
 * Of 0.001, 0.003, 0.005 and 0.01, each tried over 100 steps: the LSTM learns in 2000 updates at all but the lowest and the
 * GRU at all, the sooner the higher, the Elman cell at none. The IRNN does so in more updates, with more units, at 0.001.
 */
const learningRates = { elman: 0.003, irnn: 0.001, lstm: 0.005, gru: 0.005 } as const;

/** The settings for an effort and a seed. */
export function partsOf(effort: Effort, seed: number): PartsSettings {
  const cells = Object.entries(learningRates) as [keyof typeof learningRates, number][];
  return {
    toy: {
      steps: 1000,
      named: [1, 1.01, 0.99, 0.01],
      // Every half a thousandth from 0.95 to 1.01.
      drawn: Array.from({ length: 121 }, (_, index) => (1900 + index) / 2000),
    },
    surface: {
      epochs: 10,
      seed,
      sentences: 32,
      range: 6,
      points: effort === 'full' ? 101 : 61,
      largestScale: 6,
      slicePoints: 241,
    },
    clipping: [
      { cell: 'elman', learningRate: 0.5, norm: 1, epochs: 20, seed },
      { cell: 'irnn', learningRate: 0.3, norm: 1, epochs: 20, seed },
    ],
    reach: [100, 300].flatMap((length) =>
      cells.map(
        ([cell, learningRate]): AddingSettings => ({
          cell,
          length,
          batch: 32,
          learningRate,
          clipping: 1,
          seed,
          ...adding[effort],
        }),
      ),
    ),
  };
}

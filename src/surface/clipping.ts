import type { Splits } from '../corpus/splits.ts';
import type { CellName } from '../nn/cells/index.ts';
import type { StepRecord } from '../training/history.ts';
import { type SmallTaggerRun, smallTagger, trainSmallTagger } from './small-tagger.ts';

/** Two trainings that differ in nothing but the clipping of gradients. */
export interface ClippingSettings {
  readonly cell: CellName;
  readonly learningRate: number;
  /** The norm above which the gradients of one of them are clipped. */
  readonly norm: number;
  readonly epochs: number;
  readonly seed: number;
}

/** What came of them. */
export interface ClippingRuns {
  readonly settings: ClippingSettings;
  readonly clipped: ClippedRun;
  readonly unclipped: ClippedRun;
  /** The first step at which the loss without clipping was more than ten times that with it, or no number. */
  readonly jumpAt?: number;
}

/** What is kept of one training. */
export type ClippedRun = Omit<SmallTaggerRun, 'weights'>;

/** Trains a tagger twice by plain gradient descent: same data, batches, first weights and learning rate. */
export async function runClipping(splits: Splits, settings: ClippingSettings): Promise<ClippingRuns> {
  const { cell, learningRate, norm, epochs, seed } = settings;
  const runWith = async (clipping: { readonly norm?: number }): Promise<ClippedRun> => {
    const setup = smallTagger(splits, {
      cell,
      optimizer: { name: 'sgd', learningRate },
      clipping,
      epochs,
      seed,
    });
    const { weights: _, ...run } = await trainSmallTagger(setup, splits);
    return run;
  };
  const clipped = await runWith({ norm });
  const unclipped = await runWith({});
  const jumpAt = findJump(clipped.steps, unclipped);
  return { settings, clipped, unclipped, ...(jumpAt !== undefined && { jumpAt }) };
}

const jump = 10;

function findJump(clipped: readonly StepRecord[], { steps, divergedAt }: ClippedRun): number | undefined {
  const far = steps.find(({ loss }, index) => loss > jump * (clipped[index]?.loss ?? Infinity));
  return far?.step ?? divergedAt;
}

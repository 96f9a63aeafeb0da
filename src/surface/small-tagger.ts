import type { z } from 'zod';
import type { Splits } from '../corpus/splits.ts';
import type { CellName } from '../nn/cells/index.ts';
import { prepareTagger } from '../tasks/tag/prepare.ts';
import { recipeSchema } from '../tasks/tag/recipe.ts';
import { trainTagger } from '../tasks/tag/train.ts';
import type { TaggerSetup } from '../tasks/tag/trainee.ts';
import type { StepRecord } from '../training/history.ts';
import type { trainingSchema } from '../training/settings.ts';

/** What is set about the training of a small tagger. */
export interface SmallTaggerTraining
  extends Required<Pick<z.input<typeof trainingSchema>, 'optimizer' | 'clipping' | 'epochs' | 'seed'>> {
  readonly cell: CellName;
}

/**
 * A tagger that reads from left to right with one small recurrent layer and learns by cross-entropy, without dropout: a
 * network whose loss at given weights is one number and whose gradients come through time alone.
 */
export function smallTagger(splits: Splits, { cell, ...training }: SmallTaggerTraining): TaggerSetup {
  const recipe = recipeSchema.parse({
    name: `small-${cell}`,
    encoders: { word: { dimension: 16 } },
    network: {
      cell,
      direction: 'forward',
      hidden: 32,
      loss: 'cross-entropy',
      dropout: { input: 0, between: 0, output: 0 },
    },
    training: { ...training, batch: 16, patience: training.epochs },
  });
  return prepareTagger(recipe, splits, undefined);
}

/** What came of the training of a small tagger. */
export interface SmallTaggerRun {
  /** The last weights that were numbers. */
  readonly weights: Float32Array;
  /** All steps whose loss and gradient were numbers. */
  readonly steps: readonly StepRecord[];
  /** F1 on dev after each epoch. */
  readonly devF1: readonly number[];
  /** The step at which loss or gradient was no number any more, if it came to that. */
  readonly divergedAt?: number;
}

/** Trains a small tagger as `slotline train` does. */
export async function trainSmallTagger(setup: TaggerSetup, { dev, sha256 }: Splits): Promise<SmallTaggerRun> {
  const steps: StepRecord[] = [];
  const devF1: number[] = [];
  let divergedAt: number | undefined;
  for await (const event of trainTagger({ setup, dev, dataHash: sha256, workers: 1 })) {
    if (event.kind === 'epoch') devF1.push(event.record.devScore);
    if (event.kind === 'end') {
      const { weights } = event.checkpoint;
      return { weights, steps, devF1, ...(divergedAt !== undefined && { divergedAt }) };
    }
    if (event.kind !== 'step') continue;
    const { step, loss, gradientNorm } = event;
    if (Number.isFinite(loss + gradientNorm)) steps.push({ step, loss, gradientNorm });
    else divergedAt = step;
  }
  throw new Error('the training ended without saying so');
}

import type { TrainingEvent } from '../../training/loop.ts';
import { type RunOptions, runTraining } from '../../training/run.ts';
import { WeightLayout } from '../../training/weights.ts';
import { workerFile } from '../../training/worker-file.ts';
import { parametersOf } from './graphs.ts';
import { type RatedSpan, toPhrases } from './spans.ts';
import { bestThreshold } from './threshold.ts';
import { type KeywordsSetup, KeywordsTrainee } from './trainee.ts';

/** The layout of all trained tensors of the model. */
export function layoutOf({ architecture }: KeywordsSetup): WeightLayout {
  return new WeightLayout(parametersOf(architecture));
}

/** Trains a model of keywords; its score is the F1 on dev with the best least score. Yields what happens. */
export function trainKeywords(setup: KeywordsSetup, options: RunOptions): AsyncGenerator<TrainingEvent> {
  const { recipe, train, dev } = setup;
  const task = {
    setup,
    recipe,
    layout: layoutOf(setup),
    settings: recipe.training,
    file: workerFile(import.meta.url, 'train-worker'),
    here: KeywordsTrainee.create,
    lengths: train.map(({ tokens }) => tokens.length),
    devCount: dev.length,
    scoreDev: (rated: readonly RatedSpan[][]) =>
      bestThreshold(
        dev.map(({ document, present }, index) => ({ present, phrases: toPhrases(document, rated[index]!) })),
      ).f1,
  };
  return runTraining(task, options);
}

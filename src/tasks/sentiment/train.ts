import type { TrainingEvent } from '../../training/loop.ts';
import { type RunOptions, runTraining } from '../../training/run.ts';
import { WeightLayout } from '../../training/weights.ts';
import { workerFile } from '../../training/worker-file.ts';
import { accuracyOf } from './examples.ts';
import { parametersOf } from './graphs.ts';
import { type SentimentSetup, SentimentTrainee } from './trainee.ts';

/** The layout of all trained tensors of the model. */
export function layoutOf({ architecture }: SentimentSetup): WeightLayout {
  return new WeightLayout(parametersOf(architecture));
}

/** Trains a sentiment model, with the accuracy on dev as its score; yields what happens. */
export function trainSentiment(setup: SentimentSetup, options: RunOptions): AsyncGenerator<TrainingEvent> {
  const { recipe, train, dev } = setup;
  const task = {
    setup,
    recipe,
    layout: layoutOf(setup),
    settings: recipe.training,
    file: workerFile(import.meta.url, 'train-worker'),
    here: SentimentTrainee.create,
    lengths: train.map(({ tokens }) => tokens.length),
    devCount: dev.length,
    scoreDev: (logits: readonly Float32Array[]) => accuracyOf(dev, logits),
  };
  return runTraining(task, options);
}

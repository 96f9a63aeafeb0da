import type { TrainingEvent } from '../../training/loop.ts';
import { type RunOptions, runTraining } from '../../training/run.ts';
import { WeightLayout } from '../../training/weights.ts';
import { workerFile } from '../../training/worker-file.ts';
import { addEdits, countEdits, errorRate, lettersOf, noEdits } from './error-rate.ts';
import { parametersOf } from './graphs.ts';
import { type SpeechSetup, SpeechTrainee } from './trainee.ts';

/** The layout of all trained tensors of the model. */
export function layoutOf({ architecture }: Pick<SpeechSetup, 'architecture'>): WeightLayout {
  return new WeightLayout(parametersOf(architecture));
}

/**
 * Trains a speech model, from `initial` weights if there are any; yields what happens. Its score on dev is the share of
 * letters that are right by the best path: one less the letter error rate, and not below 0.
 */
export function trainSpeech(
  setup: SpeechSetup,
  options: RunOptions,
  initial?: Float32Array,
): AsyncGenerator<TrainingEvent> {
  const { recipe, train, dev } = setup;
  const task = {
    setup,
    recipe,
    layout: layoutOf(setup),
    initial,
    settings: { ...recipe.training, batchTokens: recipe.training.batchFrames },
    file: workerFile(import.meta.url, 'train-worker'),
    here: SpeechTrainee.create,
    lengths: train.map(({ frames }) => frames),
    devCount: dev.length,
    scoreDev: (texts: readonly string[]) => {
      const edits = texts.map((text, index) => countEdits(lettersOf(dev[index]!.text), lettersOf(text)));
      return Math.max(0, 1 - errorRate(edits.reduce(addEdits, noEdits)));
    },
  };
  return runTraining(task, options);
}

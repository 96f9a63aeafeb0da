import type { LabelledSentence } from '../../corpus/index.ts';
import { bioToSpans, type Span, spansToBio } from '../../text/bio.ts';
import { tokenize } from '../../text/tokenizer.ts';
import type { TrainingEvent } from '../../training/loop.ts';
import { type RunOptions, runTraining } from '../../training/run.ts';
import { WeightLayout } from '../../training/weights.ts';
import { workerFile } from '../../training/worker-file.ts';
import { parametersOf } from './graphs.ts';
import { scoreSpans } from './metrics.ts';
import { type TaggerSetup, TaggerTrainee } from './trainee.ts';

/** How to run a training. */
export interface TrainTaggerOptions extends RunOptions {
  readonly setup: TaggerSetup;
  /** The dev part's sentences, to score by. */
  readonly dev: readonly LabelledSentence[];
}

/** The layout of all trained tensors of the tagger. */
export function layoutOf(setup: TaggerSetup): WeightLayout {
  return new WeightLayout(parametersOf(setup.architecture));
}

/** Trains a tagger; yields what happens. When the iteration ends, however that comes, the workers do. */
export function trainTagger({ setup, dev, ...options }: TrainTaggerOptions): AsyncGenerator<TrainingEvent> {
  const gold = goldSpans(dev);
  const task = {
    setup,
    recipe: setup.recipe,
    layout: layoutOf(setup),
    settings: setup.recipe.training,
    file: workerFile(import.meta.url, 'train-worker'),
    here: TaggerTrainee.create,
    lengths: setup.train.map(({ tokens }) => tokens.length),
    devCount: setup.dev.length,
    scoreDev: (predictions: readonly Int32Array[]) =>
      scoreSpans(gold, predictions.map(namedSpans(setup.labels))).overall.f1,
  };
  return runTraining(task, options);
}

function namedSpans(labels: readonly string[]) {
  return (numbers: Int32Array): Span[] => bioToSpans(Array.from(numbers, (number) => labels[number]!));
}

function goldSpans(sentences: readonly LabelledSentence[]): Span[][] {
  return sentences.flatMap(({ text, slots }) => {
    const tokens = tokenize(text);
    return tokens.length > 0 ? [bioToSpans(spansToBio(tokens, slots))] : [];
  });
}

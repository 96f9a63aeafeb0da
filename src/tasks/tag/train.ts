import { createHash } from 'node:crypto';
import { availableParallelism } from 'node:os';
import type { LabelledSentence } from '../../corpus/index.ts';
import { buildOptimizer } from '../../optim/index.ts';
import { bioToSpans, type Span, spansToBio } from '../../text/bio.ts';
import { tokenize } from '../../text/tokenizer.ts';
import type { Checkpoint } from '../../training/checkpoint.ts';
import { createSharedState } from '../../training/exchange.ts';
import { type TrainingEvent, train } from '../../training/loop.ts';
import { Team } from '../../training/team.ts';
import { WeightLayout } from '../../training/weights.ts';
import { workerFile } from '../../training/worker-file.ts';
import { parametersOf } from './graphs.ts';
import { scoreSpans } from './metrics.ts';
import type { Recipe } from './recipe.ts';
import { type TaggerSetup, TaggerTrainee } from './trainee.ts';

/** How to run a training. */
export interface TrainTaggerOptions {
  readonly setup: TaggerSetup;
  /** The dev part's sentences, to score by. */
  readonly dev: readonly LabelledSentence[];
  /** Identifies the data, so that a checkpoint is only resumed by the training that it belongs to. */
  readonly dataHash: string;
  readonly workers: number;
  readonly resumeFrom?: Checkpoint | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** As many workers as there are cores, but at most eight: small batches make no work for more. */
export function defaultWorkers(): number {
  return Math.max(1, Math.min(8, availableParallelism()));
}

/** Which training a checkpoint belongs to: the recipe, the data and the number of workers. */
export function fingerprintOf(recipe: Recipe, dataHash: string, workers: number): string {
  return createHash('sha256')
    .update(JSON.stringify([recipe, dataHash, workers]))
    .digest('hex');
}

/** The layout of all trained tensors of the tagger. */
export function layoutOf(setup: TaggerSetup): WeightLayout {
  return new WeightLayout(parametersOf(setup.architecture));
}

/** Trains a tagger; yields what happens. When the iteration ends, however that comes, the workers do. */
export async function* trainTagger(options: TrainTaggerOptions): AsyncGenerator<TrainingEvent> {
  const { setup, dev, dataHash, workers, resumeFrom, signal } = options;
  const settings = setup.recipe.training;
  const gold = goldSpans(dev);
  const layout = layoutOf(setup);
  const slots = buildOptimizer(settings.optimizer).slots;
  const shared = createSharedState({ workers, weights: layout.total, slots });
  shared.weights.set(layout.initialize(settings.seed));
  shared.average.set(shared.weights);
  const team = await Team.start<TaggerSetup, Int32Array>({
    setup,
    shared,
    file: workerFile(import.meta.url, 'train-worker'),
    here: TaggerTrainee.create,
  });
  try {
    yield* train({
      team,
      shared,
      settings,
      lengths: setup.train.map(({ tokens }) => tokens.length),
      devCount: setup.dev.length,
      scoreDev: (predictions) => scoreSpans(gold, predictions.map(namedSpans(setup.labels))).overall.f1,
      fingerprint: fingerprintOf(setup.recipe, dataHash, workers),
      resumeFrom,
      signal,
    });
  } finally {
    await team.close();
  }
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

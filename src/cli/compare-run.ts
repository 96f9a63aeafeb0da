import { mkdir, rm } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { partScores, splitByWords, wordsOf } from '../compare/measure.ts';
import { workersOfRun } from '../compare/plan.ts';
import { type PartScores, type RunResult, throughput, writeRunResult } from '../compare/run-result.ts';
import type { LabelledSentence } from '../corpus/index.ts';
import { readSplits, type Splits } from '../corpus/splits.ts';
import type { WordVectors } from '../corpus/vectors.ts';
import type { Evaluation } from '../tasks/tag/evaluate.ts';
import { loadTagger } from '../tasks/tag/load.ts';
import { prepareTagger } from '../tasks/tag/prepare.ts';
import { trainTagger } from '../tasks/tag/train.ts';
import { type Position, readCheckpoint } from '../training/checkpoint.ts';
import { fingerprintOf } from '../training/run.ts';
import { checkpointOf, type RunJob, type RunMessage } from './compare-messages.ts';
import { CommandError } from './fail.ts';
import { dataHashOf, readRecipeVectors } from './train-inputs.ts';
import { saveEvents, type TrainingEnd } from './train-save.ts';
import { writeTagger } from './train-tag.ts';

/** What became of a run. */
type RunEnd = 'done' | 'interrupted';

/**
 * Trains one network of a comparison with one seed, from its checkpoint if there is one; leaves its package, if the
 * training got as far as a first epoch, and its result.
 */
export async function compareRun(
  job: RunJob,
  signal: AbortSignal,
  tell: (message: RunMessage) => void,
): Promise<RunEnd> {
  const { recipe, data, folder, fingerprint } = job;
  const splits = readSplits(data);
  const vectors = readRecipeVectors(recipe, splits, job.vectors);
  const dataHash = dataHashOf(splits, vectors);
  if (fingerprintOf(recipe, dataHash, workersOfRun) !== fingerprint) {
    throw new CommandError(`${data} has changed since the comparison started: start it again.`);
  }
  const setup = prepareTagger(recipe, splits, vectors);
  const file = checkpointOf(job);
  const resumeFrom = await readCheckpoint(file);
  const training = { setup, dev: splits.dev, dataHash, workers: workersOfRun, resumeFrom, signal };
  const end = await saveEvents(file, trainTagger(training), teller(recipe.training.epochs, tell));
  const { reason } = end;
  if (reason === 'interrupted') return reason;
  tell({ kind: 'measuring' });
  await rm(folder, { recursive: true, force: true });
  const scores = await savePackage({ job, setup, splits, vectors }, end);
  await mkdir(folder, { recursive: true });
  await writeRunResult(folder, { ...resultOf(job, end.checkpoint.position, reason), ...scores });
  await rm(file, { force: true });
  return 'done';
}

interface Prepared {
  readonly job: RunJob;
  readonly setup: ReturnType<typeof prepareTagger>;
  readonly splits: Splits;
  readonly vectors: WordVectors | undefined;
}

type RunScores = Pick<RunResult, 'dev' | 'test'>;

/** A training that diverged before its first epoch was over has no weights worth a package. */
async function savePackage(
  { job, setup, splits, vectors }: Prepared,
  { checkpoint, reason }: TrainingEnd,
): Promise<RunScores> {
  if (checkpoint.position.bestEpoch < 0) return { dev: null, test: null };
  const dataName = basename(resolve(job.data));
  const training = { setup, checkpoint, splits, dataName, vectors, workers: workersOfRun };
  const { dev, test } = await writeTagger(job.folder, training, reason);
  const tagger = await loadTagger(job.folder);
  try {
    const known = wordsOf(splits.train);
    const score = (evaluation: Evaluation, sentences: readonly LabelledSentence[]): Promise<PartScores> =>
      partScores(tagger, evaluation, splitByWords(sentences, known));
    return {
      dev: await score(dev, splits.dev),
      test: test && splits.test ? await score(test, splits.test) : null,
    };
  } finally {
    await tagger.close();
  }
}

function resultOf(
  { fingerprint, recipe }: RunJob,
  position: Position,
  ended: RunResult['ended'],
): Omit<RunResult, keyof RunScores> {
  // The networks of a comparison are taggers, whose dev score is F1: so results call it.
  const epochs = position.history.epochs.map(({ epoch, loss, devScore: devF1, ...rest }) => ({
    ...{ epoch, loss, devF1 },
    ...rest,
  }));
  return {
    formatVersion: 1,
    fingerprint,
    seed: recipe.training.seed,
    ended,
    divergedIn: ended === 'diverged' ? position.epoch + 1 : null,
    bestEpoch: position.bestEpoch < 0 ? null : position.bestEpoch + 1,
    seconds: epochs.reduce((sum, { seconds }) => sum + seconds, position.seconds),
    sentencesPerSecond: throughput(epochs),
    epochs,
  };
}

const tellEvery = 200;

/** Tells of steps, but not of every one: some networks make hundreds a second. */
function teller(epochs: number, tell: (message: RunMessage) => void): Parameters<typeof saveEvents>[2] {
  let told = -Infinity;
  let bestF1: number | undefined;
  return (event) => {
    if (event.kind === 'epoch') bestF1 = event.checkpoint.position.bestScore;
    if (event.kind !== 'step' || performance.now() - told < tellEvery) return;
    told = performance.now();
    const { epoch, batch, batches, loss, sentencesPerSecond } = event;
    const share = (epoch + batch / batches) / epochs;
    const best = bestF1 !== undefined && { bestF1 };
    tell({ kind: 'step', epoch: epoch + 1, epochs, share, loss, sentencesPerSecond, ...best });
  };
}

import { existsSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { Command, Option } from 'commander';
import { readSplits, type Splits } from '../corpus/splits.ts';
import { readVectors, type WordVectors } from '../corpus/vectors.ts';
import { finishTagger, writeBeside } from '../tasks/tag/finish.ts';
import { prepareTagger } from '../tasks/tag/prepare.ts';
import { type Recipe, recipeSchema } from '../tasks/tag/recipe.ts';
import { defaultWorkers, fingerprintOf, trainTagger } from '../tasks/tag/train.ts';
import type { TaggerSetup } from '../tasks/tag/trainee.ts';
import { normalizeWord } from '../text/normalize.ts';
import { tokenize } from '../text/tokenizer.ts';
import { type Checkpoint, readCheckpoint, writeCheckpoint } from '../training/checkpoint.ts';
import type { EndReason } from '../training/loop.ts';
import { CommandError, run } from './fail.ts';
import { trainingProgress } from './progress.ts';
import { checkOutput, checkSplits } from './train-checks.ts';
import { wholeNumber } from './whole-number.ts';

interface Options {
  readonly data: string;
  readonly out: string;
  readonly vectors?: string;
  readonly workers: number;
  readonly seed?: number;
  readonly resume?: true;
  readonly restart?: true;
}

/** `slotline train`: from a recipe and labelled data to a model package. */
export function trainCommand(): Command {
  return new Command('train')
    .description('train a tagger: writes a model package, a model card and report.html')
    .argument('<recipe>', 'recipe, a JSON file (see recipes/)')
    .requiredOption('--data <folder>', 'labelled data with train, dev and test parts, or one file')
    .requiredOption('--out <folder>', 'where the model package goes')
    .option('--vectors <path>', 'published word vectors, for a recipe with the vector encoder')
    .option('--workers <n>', 'worker threads that share each batch', wholeNumber(1), defaultWorkers())
    .option('--seed <n>', "instead of the recipe's seed", wholeNumber())
    .option('--resume', 'go on from the checkpoint that an interrupted training left')
    .addOption(new Option('--restart', 'throw such a checkpoint away').conflicts('resume'))
    .action((recipe: string, options: Options) => run(() => trainWith(recipe, options)));
}

async function trainWith(recipePath: string, options: Options): Promise<void> {
  const { data, out, workers } = options;
  const recipe = readRecipe(recipePath, options.seed);
  checkOutput(out);
  const splits = readSplits(data);
  checkSplits(splits, data);
  const vectors = readRecipeVectors(recipe, splits, options.vectors);
  const setup = prepareTagger(recipe, splits, vectors);
  const file = `${resolve(out)}.checkpoint`;
  const dataHash = splits.sha256 + (vectors?.sha256 ?? '');
  const resumeFrom = await readResumed(file, fingerprintOf(setup, dataHash, workers), options);
  announce(setup, splits, workers);
  const { checkpoint, reason } = await runTraining({ setup, splits, dataHash, workers, resumeFrom, file });
  if (reason === 'interrupted') {
    console.error(`Stopped; ${file} holds all that is needed to go on: give the same command with --resume.`);
    process.exitCode = 130;
    return;
  }
  if (reason === 'diverged' && checkpoint.position.bestEpoch < 0) throw new CommandError(divergence);
  const training = { setup, checkpoint, splits, dataName: basename(resolve(data)), vectors, workers };
  await writePackage(resolve(out), training, reason);
  await rm(file, { force: true });
  if (reason === 'diverged') throw new CommandError(`${divergence} The best weights so far were saved.`);
}

const divergence =
  'The training diverged: its loss is no longer a number. Lower the learning rate or the clipping norm.';

interface Run {
  readonly setup: TaggerSetup;
  readonly splits: Splits;
  readonly dataHash: string;
  readonly workers: number;
  readonly resumeFrom: Checkpoint | undefined;
  readonly file: string;
}

/** Trains until the end or Ctrl-C; saves a checkpoint after each epoch and when interrupted. */
async function runTraining(options: Run): Promise<{ checkpoint: Checkpoint; reason: EndReason }> {
  const { setup, splits, file } = options;
  const stop = new AbortController();
  const onSignal = () => stop.abort();
  process.once('SIGINT', onSignal).once('SIGTERM', onSignal);
  const progress = trainingProgress(process.stderr, setup.recipe.training);
  try {
    for await (const event of trainTagger({ ...options, dev: splits.dev, signal: stop.signal })) {
      progress.event(event);
      if (event.kind === 'step') continue;
      if (event.kind === 'epoch' || event.reason === 'interrupted')
        await writeCheckpoint(file, event.checkpoint);
      if (event.kind === 'end') return event;
    }
    throw new Error('the training ended without saying so');
  } finally {
    progress.stop();
    process.off('SIGINT', onSignal).off('SIGTERM', onSignal);
  }
}

async function writePackage(
  out: string,
  training: Parameters<typeof finishTagger>[1],
  endReason: EndReason,
): Promise<void> {
  // Loaded only now: serving and the start of a training need no plots.
  const { renderCard } = await import('../report/card.ts');
  const { renderReport } = await import('../report/report.ts');
  const measured = await finishTagger(out, training, renderCard);
  const { setup, checkpoint, splits, workers } = training;
  const { history } = checkpoint.position;
  await writeBeside(
    out,
    'report.html',
    renderReport({
      recipe: setup.recipe,
      history,
      clipping: setup.recipe.training.clipping,
      dev: measured.dev,
      ...(measured.test && { test: measured.test }),
      model: {
        name: setup.recipe.name,
        version: setup.recipe.version,
        parameters: Number(measured.manifest.architecture.parameters),
        bytes: measured.bytes,
      },
      dataFiles: { files: splits.files, sha256: splits.sha256 },
      workers,
      endReason,
      seconds: history.epochs.reduce((sum, { seconds }) => sum + seconds, 0),
    }),
  );
  const percent = (f1: number) => `${(100 * f1).toFixed(2)} %`;
  const test = measured.test ? `, test F1 ${percent(measured.test.scores.overall.f1)}` : '';
  console.log(`${out}: dev F1 ${percent(measured.dev.scores.overall.f1)}${test}`);
}

function readRecipe(path: string, seed: number | undefined): Recipe {
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new CommandError(`${path}: ${(error as Error).message}`);
  }
  const recipe = recipeSchema.parse(json);
  return seed === undefined ? recipe : { ...recipe, training: { ...recipe.training, seed } };
}

function readRecipeVectors(
  recipe: Recipe,
  splits: Splits,
  path: string | undefined,
): WordVectors | undefined {
  if (!recipe.encoders.vector) {
    if (path) throw new CommandError('The recipe has no vector encoder: add it, or leave --vectors out.', 2);
    return undefined;
  }
  if (!path)
    throw new CommandError('The recipe uses the vector encoder: give the vectors with --vectors PATH.');
  const words = splits.train.flatMap(({ text }) => tokenize(text).map((token) => normalizeWord(token.text)));
  const vectors = readVectors(path, recipe.vectors.limit, new Set(words));
  const { dimension } = recipe.encoders.vector;
  if (vectors.dimension !== dimension) {
    throw new CommandError(`${path} has vectors of ${vectors.dimension}, the recipe says ${dimension}.`);
  }
  return vectors;
}

async function readResumed(
  file: string,
  fingerprint: string,
  options: Options,
): Promise<Checkpoint | undefined> {
  if (options.restart) await rm(file, { force: true });
  if (!options.resume) {
    if (existsSync(file))
      throw new CommandError(`${file} is there: go on with --resume or drop it with --restart.`);
    return undefined;
  }
  const checkpoint = await readCheckpoint(file);
  if (!checkpoint) throw new CommandError(`There is no ${file} to resume from.`);
  if (checkpoint.fingerprint !== fingerprint) {
    throw new CommandError(`${file} is of a training with another recipe, other data or another --workers.`);
  }
  return checkpoint;
}

function announce({ train, dev, labels }: TaggerSetup, splits: Splits, workers: number): void {
  const cut = splits.devCutFromTrain ? ' (a tenth of train: the data has no dev part)' : '';
  const sizes = `${train.length} training sentences, ${dev.length} dev${cut}, ${labels.length} labels`;
  console.error(`${sizes}, ${workers} ${workers === 1 ? 'worker' : 'workers'}`);
}

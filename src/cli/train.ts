import { rm } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { Command, Option } from 'commander';
import { readSplits, type Splits } from '../corpus/splits.ts';
import { count } from '../report/format.ts';
import { prepareTagger } from '../tasks/tag/prepare.ts';
import { defaultWorkers, fingerprintOf, trainTagger } from '../tasks/tag/train.ts';
import type { TaggerSetup } from '../tasks/tag/trainee.ts';
import { type Checkpoint, writeCheckpoint } from '../training/checkpoint.ts';
import type { EndReason } from '../training/loop.ts';
import { CommandError, run } from './fail.ts';
import { trainingProgress } from './progress.ts';
import {
  checkFingerprint,
  checkOutput,
  checkSplits,
  checkVectorsOption,
  warnOfIdleFields,
  warnOfNamesake,
} from './train-checks.ts';
import {
  type RecipeOverrides,
  type ResumeOptions,
  readRecipe,
  readRecipeVectors,
  readResumed,
} from './train-inputs.ts';
import { writePackage } from './train-package.ts';
import { checkTeacherOption, hashOfTeacher, learnFrom, readTeacher } from './train-teacher.ts';
import { wholeNumber } from './whole-number.ts';

interface Options extends ResumeOptions, RecipeOverrides {
  readonly data: string;
  readonly out: string;
  readonly vectors?: string;
  readonly teacher?: string;
  readonly workers: number;
}

/** `slotline train`: from a recipe and labelled data to a model package. */
export function trainCommand(): Command {
  return new Command('train')
    .description('train a tagger: writes a model package, a model card and report.html')
    .argument('<recipe>', 'recipe, a JSON file (see recipes/)')
    .requiredOption('--data <folder>', 'labelled data with train, dev and test parts, or one file')
    .requiredOption('--out <folder>', 'where the model package goes')
    .option('--vectors <path>', 'published word vectors, for a recipe with the vector encoder')
    .option('--teacher <folder>', 'the model package to learn from, for a recipe with distillation')
    .option('--workers <n>', 'worker threads that share each batch', wholeNumber(1), defaultWorkers())
    .option('--name <name>', "instead of the model's name in the recipe")
    .option('--seed <n>', "instead of the recipe's seed", wholeNumber())
    .option('--resume', 'go on from the checkpoint that an interrupted training left')
    .addOption(new Option('--restart', 'throw such a checkpoint away').conflicts('resume'))
    .action((recipe: string, options: Options) => run(() => trainWith(recipe, options)));
}

async function trainWith(recipePath: string, options: Options): Promise<void> {
  const { data, out, workers } = options;
  const recipe = readRecipe(recipePath, options);
  checkVectorsOption(recipe, options.vectors);
  checkTeacherOption(recipe, options.teacher);
  checkOutput(out);
  const file = `${resolve(out)}.checkpoint`;
  const resumeFrom = await readResumed(file, options);
  const splits = readSplits(data);
  checkSplits(splits, data);
  const vectors = readRecipeVectors(recipe, splits, options.vectors);
  const prepared = prepareTagger(recipe, splits, vectors);
  const teacher = options.teacher === undefined ? undefined : await readTeacher(options.teacher, prepared);
  const dataHash = splits.sha256 + (vectors?.sha256 ?? '') + (teacher ? hashOfTeacher(teacher) : '');
  if (resumeFrom) checkFingerprint(file, resumeFrom, fingerprintOf(prepared, dataHash, workers));
  if (options.restart) await rm(file, { force: true });
  warnOfIdleFields(prepared);
  warnOfNamesake(out, recipe.name);
  announce(prepared, splits, workers);
  const setup = teacher ? await learnFrom(teacher, prepared) : prepared;
  const { checkpoint, reason, signal } = await runTraining({
    setup,
    splits,
    dataHash,
    workers,
    resumeFrom,
    file,
  });
  if (reason === 'interrupted') {
    console.error(`Stopped; ${file} holds all that is needed to go on: give the same command with --resume.`);
    process.exitCode = exitCodes[signal ?? 'SIGINT'];
    return;
  }
  if (reason === 'diverged' && checkpoint.position.bestEpoch < 0) throw new CommandError(divergence);
  const training = {
    setup,
    checkpoint,
    splits,
    dataName: basename(resolve(data)),
    vectors,
    teacher: teacher?.manifest,
    workers,
  };
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

interface Ended {
  readonly checkpoint: Checkpoint;
  readonly reason: EndReason;
  /** What stopped it. */
  readonly signal: StopSignal | undefined;
}

/** Exit codes of a process that a signal stopped, as shells have them. */
const exitCodes = { SIGINT: 130, SIGTERM: 143 } as const;
type StopSignal = keyof typeof exitCodes;

/** Trains until the end or Ctrl-C; saves a checkpoint after each epoch and when interrupted. */
async function runTraining(options: Run): Promise<Ended> {
  const { setup, splits, file } = options;
  const stop = new AbortController();
  const progress = trainingProgress(process.stderr, setup.recipe.training);
  const onSignal = (signal: StopSignal): void => {
    if (stop.signal.aborted) {
      // Asked twice: leaves at once, but with the terminal in order.
      progress.stop();
      process.exit(exitCodes[signal]);
    }
    stop.abort(signal);
  };
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal);
  try {
    for await (const event of trainTagger({ ...options, dev: splits.dev, signal: stop.signal })) {
      progress.event(event);
      if (event.kind === 'step') continue;
      if (event.kind === 'epoch' || event.reason === 'interrupted')
        await writeCheckpoint(file, event.checkpoint);
      if (event.kind === 'end') return { ...event, signal: stop.signal.reason };
    }
    throw new Error('the training ended without saying so');
  } finally {
    progress.stop();
    process.off('SIGINT', onSignal).off('SIGTERM', onSignal);
  }
}

function announce({ train, twins, dev, labels, recipe }: TaggerSetup, splits: Splits, workers: number): void {
  const roles = recipe.augmentation.swapRoles;
  const swapped =
    roles && twins > 0 ? ` and ${count(twins)} with ${roles.origin} and ${roles.destination} swapped` : '';
  const cut = splits.devCutFromTrain ? ' (a tenth of train: the data has no dev part)' : '';
  const sizes = [
    `${count(train.length - twins)} training sentences${swapped}`,
    `${count(dev.length)} dev${cut}`,
    `${labels.length} labels`,
    `${workers} ${workers === 1 ? 'worker' : 'workers'}`,
  ];
  console.error(sizes.join(', '));
}

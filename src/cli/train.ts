import { rm } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { Command, Option } from 'commander';
import { readSplits, type Splits } from '../corpus/splits.ts';
import { count, percent } from '../report/format.ts';
import type { Evaluation } from '../tasks/tag/evaluate.ts';
import type { Measured } from '../tasks/tag/finish.ts';
import { prepareTagger } from '../tasks/tag/prepare.ts';
import { defaultWorkers, fingerprintOf } from '../tasks/tag/train.ts';
import type { TaggerSetup } from '../tasks/tag/trainee.ts';
import { CommandError, run } from './fail.ts';
import { trainingProgress } from './progress.ts';
import { exitCodes, onStopSignals, type StopSignal } from './stop-signals.ts';
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
import { type SavedTraining, type TrainingEnd, trainAndSave } from './train-save.ts';
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
  if (resumeFrom) checkFingerprint(file, resumeFrom, fingerprintOf(recipe, dataHash, workers));
  if (options.restart) await rm(file, { force: true });
  warnOfIdleFields(prepared);
  warnOfNamesake(out, recipe.name);
  announce(prepared, splits, workers);
  const setup = teacher ? await learnFrom(teacher, prepared) : prepared;
  const { dev } = splits;
  const { checkpoint, reason, signal } = await runTraining({
    setup,
    dev,
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
  const measured = await writePackage(resolve(out), training, reason);
  console.log(`${resolve(out)}: ${f1Of(measured)}`);
  await rm(file, { force: true });
  if (reason === 'diverged') throw new CommandError(`${divergence} The best weights so far were saved.`);
}

function f1Of({ dev, test }: Measured): string {
  const f1 = ({ scores }: Evaluation) => percent(scores.overall.f1);
  return `dev F1 ${f1(dev)}${test ? `, test F1 ${f1(test)}` : ''}`;
}

const divergence =
  'The training diverged: its loss is no longer a number. Lower the learning rate or the clipping norm.';

interface Ended extends TrainingEnd {
  /** What stopped it. */
  readonly signal: StopSignal | undefined;
}

/** Trains until the end or Ctrl-C, with its progress on standard error. */
async function runTraining(training: SavedTraining): Promise<Ended> {
  const stop = new AbortController();
  const progress = trainingProgress(process.stderr, training.setup.recipe.training);
  const letGo = onStopSignals((signal) => stop.abort(signal), progress.stop);
  try {
    const ended = await trainAndSave(training, stop.signal, (event) => progress.event(event));
    return { ...ended, signal: stop.signal.reason };
  } finally {
    progress.stop();
    letGo();
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

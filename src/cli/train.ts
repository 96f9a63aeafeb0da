import { rm } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { Command, Option } from 'commander';
import { readSplits, type Splits } from '../corpus/splits.ts';
import { count, percent } from '../report/format.ts';
import type { Evaluation } from '../tasks/tag/evaluate.ts';
import type { Measured } from '../tasks/tag/finish.ts';
import { prepareTagger } from '../tasks/tag/prepare.ts';
import type { Recipe } from '../tasks/tag/recipe.ts';
import { defaultWorkers, fingerprintOf } from '../tasks/tag/train.ts';
import type { TaggerSetup } from '../tasks/tag/trainee.ts';
import { CommandError, run } from './fail.ts';
import {
  checkFingerprint,
  checkOutput,
  checkSplits,
  checkVectorsOption,
  warnOfIdleFields,
  warnOfNamesake,
} from './train-checks.ts';
import { readRecipe, readRecipeVectors, readResumed } from './train-inputs.ts';
import { writePackage } from './train-package.ts';
import { trainAndSave } from './train-save.ts';
import { trainSentiment } from './train-sentiment.ts';
import { checkTeacherOption, hashOfTeacher, learnFrom, readTeacher } from './train-teacher.ts';
import { divergence, isStopped, type TrainOptions, watchTraining } from './train-watch.ts';
import { wholeNumber } from './whole-number.ts';

/** `slotline train`: from a recipe and labelled data to a model package. */
export function trainCommand(): Command {
  return new Command('train')
    .description(
      'train a tagger or a sentiment model, as the recipe says: writes a model package with a model card',
    )
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
    .action((recipe: string, options: TrainOptions) => run(() => trainWith(recipe, options)));
}

async function trainWith(recipePath: string, options: TrainOptions): Promise<void> {
  const recipe = readRecipe(recipePath, options);
  return recipe.task === 'tag' ? trainTagger(recipe, options) : trainSentiment(recipe, options);
}

async function trainTagger(recipe: Recipe, options: TrainOptions): Promise<void> {
  const { data, out, workers } = options;
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
  const { checkpoint, reason, signal } = await watchTraining(recipe.training, 'F1', (signal, onEvent) =>
    trainAndSave({ setup, dev, dataHash, workers, resumeFrom, file }, signal, onEvent),
  );
  if (isStopped({ reason, signal, checkpoint }, file)) return;
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

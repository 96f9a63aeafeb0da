import { readSplits, type Splits } from '../corpus/splits.ts';
import { count, percent } from '../report/format.ts';
import type { Evaluation } from '../tasks/tag/evaluate.ts';
import { type FinishedTagger, finishTagger, type Measured } from '../tasks/tag/finish.ts';
import { prepareTagger } from '../tasks/tag/prepare.ts';
import { type Recipe, recipeSchema } from '../tasks/tag/recipe.ts';
import { trainTagger } from '../tasks/tag/train.ts';
import type { TaggerSetup } from '../tasks/tag/trainee.ts';
import type { EndReason } from '../training/loop.ts';
import { checkSplits, warnOfIdleFields } from './train-checks.ts';
import { dataHashOf, dataNameOf, readRecipeVectors } from './train-inputs.ts';
import { writeReport } from './train-report.ts';
import type { PreparedTraining, TrainTask } from './train-task.ts';
import { checkTeacherOption, hashOfTeacher, learnFrom, readTeacher } from './train-teacher.ts';
import type { TrainOptions } from './train-watch.ts';

/** `slotline train` with the recipe of a tagger. */
export const taggerTraining: TrainTask<Recipe> = {
  schema: recipeSchema,
  score: 'F1',
  checkOptions: (recipe, { teacher }) => checkTeacherOption(recipe, teacher),
  prepare,
};

async function prepare(recipe: Recipe, options: TrainOptions): Promise<PreparedTraining> {
  const { data, workers } = options;
  const splits = readSplits(data);
  checkSplits(splits, data);
  const vectors = readRecipeVectors(recipe, splits, options.vectors);
  const setup = prepareTagger(recipe, splits, vectors);
  const teacher = options.teacher === undefined ? undefined : await readTeacher(options.teacher, setup);
  return {
    dataHash: dataHashOf(splits, vectors) + (teacher ? hashOfTeacher(teacher) : ''),
    warn: () => warnOfIdleFields(setup),
    sizes: sizesOf(setup, splits),
    begin: async () => {
      const taught = teacher ? await learnFrom(teacher, setup) : setup;
      return (run) => trainTagger({ setup: taught, dev: splits.dev, ...run });
    },
    write: async (out, { checkpoint, reason }) => {
      const dataName = dataNameOf(recipe, data);
      const training = { setup, checkpoint, splits, dataName, vectors, teacher: teacher?.manifest, workers };
      const { dev, test } = await writeTagger(out, training, reason);
      return `dev ${inShort(dev)}${test ? `, test ${inShort(test)}` : ''}`;
    },
  };
}

/** Writes a tagger's package and its report; gives what it reaches. */
export async function writeTagger(
  out: string,
  training: FinishedTagger,
  reason: EndReason,
): Promise<Measured> {
  // Loaded only now: serving and the start of a training need no plots.
  const { renderCard } = await import('../report/card.ts');
  const { tagReport } = await import('../report/tag-report.ts');
  const measured = await finishTagger(out, training, renderCard);
  await writeReport(out, training, { reason, measured, task: tagReport(training.setup.recipe, measured) });
  return measured;
}

function sizesOf({ train, twins, dev, labels, recipe }: TaggerSetup, splits: Splits): string[] {
  const roles = recipe.augmentation.swapRoles;
  const swapped =
    roles && twins > 0 ? ` and ${count(twins)} with ${roles.origin} and ${roles.destination} swapped` : '';
  const cut = splits.devCutFromTrain ? ' (a tenth of train: the data has no dev part)' : '';
  return [
    `${count(train.length - twins)} training sentences${swapped}`,
    `${count(dev.length)} dev${cut}`,
    `${labels.length} labels`,
  ];
}

function inShort({ scores }: Evaluation): string {
  return `F1 ${percent(scores.overall.f1)}`;
}

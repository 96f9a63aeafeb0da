import { readKeywordedSplits } from '../corpus/keyworded/splits.ts';
import { percent } from '../report/format.ts';
import type { KeywordsEvaluation } from '../tasks/keywords/evaluate.ts';
import { type FinishedKeywords, finishKeywords, type MeasuredKeywords } from '../tasks/keywords/finish.ts';
import { prepareKeywords } from '../tasks/keywords/prepare.ts';
import { type KeywordsRecipe, keywordsRecipeSchema } from '../tasks/keywords/recipe.ts';
import { trainKeywords } from '../tasks/keywords/train.ts';
import type { KeywordsSetup } from '../tasks/keywords/trainee.ts';
import type { EndReason } from '../training/loop.ts';
import { CommandError } from './fail.ts';
import { checkNoTeacher } from './train-checks.ts';
import { dataHashOf, dataNameOf, readRecipeVectors, sizesOfTexts } from './train-inputs.ts';
import { writeReport } from './train-report.ts';
import type { PreparedTraining, TrainTask } from './train-task.ts';
import type { TrainOptions } from './train-watch.ts';

/** `slotline train` with the recipe of a model of keywords. */
export const keywordsTraining: TrainTask<KeywordsRecipe> = {
  schema: keywordsRecipeSchema,
  score: 'F1',
  checkOptions: (_, { teacher }) => checkNoTeacher('A model of keywords', teacher),
  prepare,
};

function prepare(recipe: KeywordsRecipe, { data, vectors: path, workers }: TrainOptions): PreparedTraining {
  const splits = readKeywordedSplits(data, recipe.data);
  const vectors = readRecipeVectors(recipe, splits, path);
  const setup = prepareKeywords(recipe, splits, vectors);
  checkKeywords(setup, data);
  return {
    dataHash: dataHashOf(splits, vectors),
    sizes: sizesOfTexts(splits),
    begin: () => (run) => trainKeywords(setup, run),
    write: async (out, { checkpoint, reason }) => {
      const dataName = dataNameOf(recipe, data);
      const training = { setup, checkpoint, splits, dataName, vectors, workers };
      const { dev, test } = await writeKeywords(out, training, reason);
      return `dev ${inShort(dev)}${test ? `, test ${inShort(test)}` : ''}`;
    },
  };
}

async function writeKeywords(
  out: string,
  training: FinishedKeywords,
  reason: EndReason,
): Promise<MeasuredKeywords> {
  // Loaded only now: the start of a training needs no plots.
  const { renderKeywordsCard } = await import('../report/keywords-card.ts');
  const { keywordsReport } = await import('../report/keywords-report.ts');
  const measured = await finishKeywords(out, training, renderKeywordsCard);
  const task = keywordsReport(training.setup.recipe, measured);
  await writeReport(out, training, { reason, measured, task });
  return measured;
}

/** Refuses data of which nothing can be learned, or by which no epoch can be called the best. */
function checkKeywords({ train, dev }: KeywordsSetup, data: string): void {
  if (!train.some(({ gold }) => gold.some((label) => label > 0))) {
    throw new CommandError(`${data} has no training text in which one of its keywords stands.`);
  }
  if (!dev.some(({ present }) => present.length > 0)) {
    throw new CommandError(
      `${data} has no dev text in which one of its keywords stands: add some, or more to train.`,
    );
  }
}

function inShort({ scores: { extractive } }: KeywordsEvaluation): string {
  return `F1@10 ${percent(extractive.at[10]!.macro.f1)} (F1 of those found ${percent(extractive.set.micro.f1)})`;
}

import { type ClassifiedSplits, readClassifiedSplits } from '../corpus/classified/splits.ts';
import { percent } from '../report/format.ts';
import { classes } from '../tasks/sentiment/classes.ts';
import type { SentimentEvaluation } from '../tasks/sentiment/evaluate.ts';
import {
  type FinishedSentiment,
  finishSentiment,
  type MeasuredSentiment,
} from '../tasks/sentiment/finish.ts';
import { prepareSentiment } from '../tasks/sentiment/prepare.ts';
import { type SentimentRecipe, sentimentRecipeSchema } from '../tasks/sentiment/recipe.ts';
import { trainSentiment } from '../tasks/sentiment/train.ts';
import type { EndReason } from '../training/loop.ts';
import { CommandError } from './fail.ts';
import { checkNoTeacher } from './train-checks.ts';
import { dataHashOf, dataNameOf, readRecipeVectors, sizesOfTexts } from './train-inputs.ts';
import { writeReport } from './train-report.ts';
import type { PreparedTraining, TrainTask } from './train-task.ts';
import type { TrainOptions } from './train-watch.ts';

/** `slotline train` with the recipe of a sentiment model. */
export const sentimentTraining: TrainTask<SentimentRecipe> = {
  schema: sentimentRecipeSchema,
  score: 'accuracy',
  checkOptions: (_, { teacher }) => checkNoTeacher('A sentiment model', teacher),
  prepare,
};

function prepare(recipe: SentimentRecipe, { data, vectors: path, workers }: TrainOptions): PreparedTraining {
  const splits = readClassifiedSplits(data, recipe.data);
  checkClasses(splits, data);
  const vectors = readRecipeVectors(recipe, splits, path);
  const setup = prepareSentiment(recipe, splits, vectors);
  return {
    dataHash: dataHashOf(splits, vectors),
    sizes: sizesOfTexts(splits),
    begin: () => (run) => trainSentiment(setup, run),
    write: async (out, { checkpoint, reason }) => {
      const dataName = dataNameOf(recipe, data);
      const training = { setup, checkpoint, splits, dataName, vectors, workers };
      const { dev, test } = await writeSentiment(out, training, reason);
      return `dev ${inShort(dev)}${test ? `, test ${inShort(test)}` : ''}`;
    },
  };
}

async function writeSentiment(
  out: string,
  training: FinishedSentiment,
  reason: EndReason,
): Promise<MeasuredSentiment> {
  // Loaded only now: the start of a training needs no plots.
  const { renderSentimentCard } = await import('../report/sentiment-card.ts');
  const { sentimentReport } = await import('../report/sentiment-report.ts');
  const measured = await finishSentiment(out, training, renderSentimentCard);
  const task = sentimentReport(training.setup.recipe, measured);
  await writeReport(out, training, { reason, measured, task });
  return measured;
}

/** Refuses data of which nothing can be learned, or by which no epoch can be called the best. */
function checkClasses({ train, dev }: ClassifiedSplits, data: string): void {
  const missing = classes.find((name) => !train.some(({ label }) => label === name));
  if (missing !== undefined) throw new CommandError(`${data} has no ${missing} text to learn from.`);
  if (dev.length === 0)
    throw new CommandError(`${data} has no dev text to score by: add some, or more to train.`);
}

function inShort({ accuracy, calibrationError }: SentimentEvaluation): string {
  return `accuracy ${percent(accuracy)} (calibration error ${percent(calibrationError)})`;
}

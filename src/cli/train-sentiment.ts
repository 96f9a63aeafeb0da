import { rm } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { type ClassifiedSplits, readClassifiedSplits } from '../corpus/classified/splits.ts';
import { count, percent } from '../report/format.ts';
import { renderSentimentCard } from '../report/sentiment-card.ts';
import { classes } from '../tasks/sentiment/classes.ts';
import type { SentimentEvaluation } from '../tasks/sentiment/evaluate.ts';
import { finishSentiment } from '../tasks/sentiment/finish.ts';
import { prepareSentiment } from '../tasks/sentiment/prepare.ts';
import type { SentimentRecipe } from '../tasks/sentiment/recipe.ts';
import { trainSentiment as train } from '../tasks/sentiment/train.ts';
import { fingerprintOf } from '../training/run.ts';
import { CommandError } from './fail.ts';
import { checkFingerprint, checkOutput, checkVectorsOption, warnOfNamesake } from './train-checks.ts';
import { readRecipeVectors, readResumed } from './train-inputs.ts';
import { saveEvents } from './train-save.ts';
import { divergence, isStopped, type TrainOptions, watchTraining } from './train-watch.ts';

/** `slotline train` with the recipe of a sentiment model. */
export async function trainSentiment(recipe: SentimentRecipe, options: TrainOptions): Promise<void> {
  const { data, out, workers } = options;
  if (options.teacher !== undefined) {
    throw new CommandError('A sentiment model learns from no teacher: leave --teacher out.', 2);
  }
  checkVectorsOption(recipe, options.vectors);
  checkOutput(out);
  const file = `${resolve(out)}.checkpoint`;
  const resumeFrom = await readResumed(file, options);
  const splits = readClassifiedSplits(data, recipe.data);
  checkClasses(splits, data);
  const vectors = readRecipeVectors(recipe, splits, options.vectors);
  const setup = prepareSentiment(recipe, splits, vectors);
  const dataHash = splits.sha256 + (vectors?.sha256 ?? '');
  if (resumeFrom) checkFingerprint(file, resumeFrom, fingerprintOf(recipe, dataHash, workers));
  if (options.restart) await rm(file, { force: true });
  warnOfNamesake(out, recipe.name);
  announce(splits, workers);
  const ended = await watchTraining(recipe.training, 'accuracy', (signal, onEvent) =>
    saveEvents(file, train(setup, { dataHash, workers, resumeFrom, signal }), onEvent),
  );
  if (isStopped(ended, file)) return;
  const dataName = basename(resolve(data));
  const { checkpoint, reason } = ended;
  const finished = { setup, checkpoint, splits, dataName, vectors, workers };
  const { dev, test } = await finishSentiment(resolve(out), finished, renderSentimentCard);
  console.log(`${resolve(out)}: dev ${inShort(dev)}${test ? `, test ${inShort(test)}` : ''}`);
  await rm(file, { force: true });
  if (reason === 'diverged') throw new CommandError(`${divergence} The best weights so far were saved.`);
}

/** Refuses data of which nothing can be learned, or by which no epoch can be called the best. */
function checkClasses({ train, dev }: ClassifiedSplits, data: string): void {
  const missing = classes.find((name) => !train.some(({ label }) => label === name));
  if (missing !== undefined) throw new CommandError(`${data} has no ${missing} text to learn from.`);
  if (dev.length === 0)
    throw new CommandError(`${data} has no dev text to score by: add some, or more to train.`);
}

function announce({ train, dev, devCutFromTrain }: ClassifiedSplits, workers: number): void {
  const cut = devCutFromTrain ? ' (cut from train by hash of the text)' : '';
  const team = `${workers} ${workers === 1 ? 'worker' : 'workers'}`;
  console.error(`${count(train.length)} training texts, ${count(dev.length)} dev${cut}, ${team}`);
}

function inShort({ accuracy, calibrationError }: SentimentEvaluation): string {
  return `accuracy ${percent(accuracy)} (calibration error ${percent(calibrationError)})`;
}

import { readSpeechSplits, type SpeechSplits } from '../corpus/speech/splits.ts';
import { count, percent } from '../report/format.ts';
import type { SpeechEvaluation } from '../tasks/speech/evaluate.ts';
import { type FinishedSpeech, finishSpeech, type MeasuredSpeech } from '../tasks/speech/finish.ts';
import { prepareSpeech } from '../tasks/speech/prepare.ts';
import { type SpeechRecipe, speechRecipeSchema } from '../tasks/speech/recipe.ts';
import { readStart, type SpeechStart } from '../tasks/speech/start-from.ts';
import { trainSpeech } from '../tasks/speech/train.ts';
import type { LeftOut, SpeechSetup } from '../tasks/speech/trainee.ts';
import type { EndReason } from '../training/loop.ts';
import { CommandError } from './fail.ts';
import { findModel } from './models.ts';
import { completeSpeechRecipe, rootOfSpeech, warnOfRefused } from './speech-inputs.ts';
import { checkNoTeacher } from './train-checks.ts';
import { dataNameOf } from './train-inputs.ts';
import { writeReport } from './train-report.ts';
import type { PreparedTraining, TrainTask } from './train-task.ts';
import type { TrainOptions } from './train-watch.ts';

/** `slotline train` with the recipe of a speech model. */
export const speechTraining: TrainTask<SpeechRecipe> = {
  schema: speechRecipeSchema,
  score: 'letters right',
  takesFrom: true,
  complete: completeSpeechRecipe,
  checkOptions: (_, { teacher }) => checkNoTeacher('A speech model', teacher),
  prepare,
};

async function prepare(
  recipe: SpeechRecipe,
  { data, from, workers }: TrainOptions,
): Promise<PreparedTraining> {
  // Before the data, which take long to read.
  const start = from === undefined ? undefined : await readStart(findModel(from), recipe);
  const splits = await readSpeechSplits(rootOfSpeech(data), recipe.data);
  const setup = prepareSpeech(recipe, splits);
  checkUtterances(setup, splits, data);
  return {
    dataHash: splits.sha256 + (start?.sha256 ?? ''),
    warn: () => warnOfRefused(splits.refused),
    sizes: sizesOf(setup, splits),
    begin: () => (run) => trainSpeech(setup, run, start?.weights),
    write: async (out, { checkpoint, reason }) => {
      const training = { setup, checkpoint, splits, dataName: dataNameOf(recipe, data), workers };
      const { dev, test } = await writeSpeech(out, { ...training, from: nameOf(start) }, reason);
      return `dev ${inShort(dev)}${test ? `, test ${inShort(test)}` : ''}`;
    },
  };
}

function nameOf(start: SpeechStart | undefined): FinishedSpeech['from'] {
  return start && { name: start.name, version: start.version, sha256: start.sha256 };
}

async function writeSpeech(
  out: string,
  training: FinishedSpeech,
  reason: EndReason,
): Promise<MeasuredSpeech> {
  // Loaded only now: the start of a training needs no plots.
  const { renderSpeechCard } = await import('../report/speech-card.ts');
  const { speechReport } = await import('../report/speech-report.ts');
  const measured = await finishSpeech(out, training, renderSpeechCard);
  const task = speechReport(training.setup.recipe, measured);
  await writeReport(out, training, { reason, measured, task });
  return measured;
}

/** Refuses data of which nothing can be learned, or by which no epoch can be called the best. */
function checkUtterances({ train, dev }: SpeechSetup, { refused }: SpeechSplits, data: string): void {
  if (train.length === 0) {
    const why = refused[0] ? ` The first that cannot be used: ${refused[0].message}` : '';
    throw new CommandError(`${data} has no utterance to learn from.${why}`);
  }
  if (dev.length === 0) {
    throw new CommandError(
      `${data} has no dev utterance to score by: set some apart with dev of a source (speakers, voices, share).`,
    );
  }
}

function sizesOf({ train, dev, recipe, leftOut }: SpeechSetup, { refused }: SpeechSplits): string[] {
  const hours = train.reduce(
    (sum, { samples }) => sum + samples.length / recipe.features.sampleRate / 3600,
    0,
  );
  const out = [
    ...leftOutOf(leftOut.train),
    ...(refused.length > 0 ? [`${count(refused.length)} unreadable`] : []),
  ];
  const note = out.length > 0 ? [`left out: ${out.join(', ')}`] : [];
  return [
    `${count(train.length)} training utterances (${hours.toFixed(2)} hours)`,
    `${count(dev.length)} dev`,
    ...note,
  ];
}

function leftOutOf({ foreign, tooShort, tooLong }: LeftOut): string[] {
  return [
    ...(foreign > 0 ? [`${count(foreign)} with letters that the alphabet lacks`] : []),
    ...(tooShort > 0 ? [`${count(tooShort)} with more letters than frames`] : []),
    ...(tooLong > 0 ? [`${count(tooLong)} too long`] : []),
  ];
}

function inShort({ letterErrorRate, wordErrorRate }: SpeechEvaluation): string {
  return `word error rate ${percent(wordErrorRate)} (letters ${percent(letterErrorRate)})`;
}

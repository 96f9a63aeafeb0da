import { rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Command, Option } from 'commander';
import type { Task } from '../package/parse.ts';
import type { TokenRecipe } from '../tasks/tokens/recipe.ts';
import { defaultWorkers, fingerprintOf } from '../training/run.ts';
import { CommandError, run } from './fail.ts';
import { checkFingerprint, checkOutput, checkVectorsOption, warnOfNamesake } from './train-checks.ts';
import { readRecipe, readResumed } from './train-inputs.ts';
import { keywordsTraining } from './train-keywords.ts';
import { saveEvents } from './train-save.ts';
import { sentimentTraining } from './train-sentiment.ts';
import { speechTraining } from './train-speech.ts';
import { taggerTraining } from './train-tag.ts';
import type { TrainTask } from './train-task.ts';
import { divergence, isStopped, type TrainOptions, watchTraining } from './train-watch.ts';
import { wholeNumber } from './whole-number.ts';

/** `slotline train`: from a recipe and labelled data to a model package. */
export function trainCommand(): Command {
  return new Command('train')
    .description(
      'train a tagger, a sentiment model, a model of keywords or a speech model, as the recipe says: writes a model package with a model card and a report',
    )
    .argument('<recipe>', 'recipe, a JSON file (see recipes/)')
    .requiredOption(
      '--data <folder>',
      'labelled data with train, dev and test parts, or one file; for speech also the folder that the sources of the recipe are in',
    )
    .requiredOption('--out <folder>', 'where the model package goes')
    .option('--vectors <path>', 'published word vectors, for a recipe with the vector encoder')
    .option('--teacher <folder>', 'the model package to learn from, for a recipe with distillation')
    .option(
      '--from <folder>',
      'the model whose weights a speech model starts from: a package folder, or a name in the models folder',
    )
    .option('--workers <n>', 'worker threads that share each batch', wholeNumber(1), defaultWorkers())
    .option('--name <name>', "instead of the model's name in the recipe")
    .option('--seed <n>', "instead of the recipe's seed", wholeNumber())
    .option('--resume', 'go on from the checkpoint that an interrupted training left')
    .addOption(new Option('--restart', 'throw such a checkpoint away').conflicts('resume'))
    .action((recipe: string, options: TrainOptions) => run(() => train(recipe, options)));
}

/** How the models of each task are trained. A new task is a line here. */
const tasks: Readonly<Record<Task, TrainTask>> = {
  tag: taggerTraining,
  sentiment: sentimentTraining,
  keywords: keywordsTraining,
  speech: speechTraining,
};

async function train(recipePath: string, options: TrainOptions): Promise<void> {
  const recipe = readRecipe(recipePath, options, tasks);
  const task = tasks[recipe.task];
  const { workers } = options;
  checkVectorsOption('encoders' in recipe ? (recipe as TokenRecipe) : {}, options.vectors);
  if (options.from !== undefined && !task.takesFrom)
    throw new CommandError('Only a speech model starts from another: leave --from out.', 2);
  task.checkOptions(recipe, options);
  checkOutput(options.out, recipe);
  const out = resolve(options.out);
  const file = `${out}.checkpoint`;
  const resumeFrom = await readResumed(file, options);
  const { dataHash, warn, sizes, begin, write } = await task.prepare(recipe, options);
  if (resumeFrom) checkFingerprint(file, resumeFrom, fingerprintOf(recipe, dataHash, workers));
  if (options.restart) await rm(file, { force: true });
  warn?.();
  warnOfNamesake(out, recipe.name);
  console.error([...sizes, `${workers} ${workers === 1 ? 'worker' : 'workers'}`].join(', '));
  const start = await begin();
  const ended = await watchTraining(recipe.training, task.score, (signal, onEvent) =>
    saveEvents(file, start({ dataHash, workers, resumeFrom, signal }), onEvent),
  );
  if (isStopped(ended, file)) return;
  console.log(`${out}: ${await write(out, ended)}`);
  await rm(file, { force: true });
  if (ended.reason === 'diverged')
    throw new CommandError(`${divergence} The best weights so far were saved.`);
}

import { existsSync, readFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { ZodError } from 'zod';
import { readVectors, type WordVectors } from '../corpus/vectors.ts';
import type { Task } from '../package/parse.ts';
import { count } from '../report/format.ts';
import type { ModelRecipe, TokenRecipe } from '../tasks/tokens/recipe.ts';
import { normalizeWord } from '../text/normalize.ts';
import { tokenizerName } from '../text/tokenizer.ts';
import { tokenizers } from '../text/tokenizers.ts';
import { type Checkpoint, readCheckpoint } from '../training/checkpoint.ts';
import { CommandError, explainIssues } from './fail.ts';
import type { TrainTask } from './train-task.ts';
import type { TrainOptions } from './train-watch.ts';

/** What the command line may say instead of the recipe. */
export interface RecipeOverrides {
  readonly name?: string;
  readonly seed?: number;
}

/** Reads a recipe, with what is given instead of its own fields; an error names the file and the field. */
export function readRecipe(
  path: string,
  options: TrainOptions,
  tasks: Readonly<Record<Task, Pick<TrainTask, 'schema' | 'complete'>>>,
): ModelRecipe {
  const { name, seed } = options;
  try {
    const json = JSON.parse(readFileSync(path, 'utf8'));
    // A recipe that names no task is for a tagger.
    const task: string = json?.task ?? 'tag';
    if (!Object.hasOwn(tasks, task)) throw new Error(`task: is none of ${Object.keys(tasks).join(', ')}`);
    const { schema, complete = (given) => given } = tasks[task as Task];
    const named = name === undefined ? json : { ...json, name };
    const recipe = schema.parse(Array.isArray(json) ? json : complete(named, options));
    return seed === undefined ? recipe : { ...recipe, training: { ...recipe.training, seed } };
  } catch (error) {
    const problem = error instanceof ZodError ? explainIssues(error) : (error as Error).message;
    throw new CommandError(`${path}: ${problem}`);
  }
}

/** Reads the word vectors that the recipe asks for; undefined when it asks for none. */
export function readRecipeVectors(
  recipe: Pick<TokenRecipe, 'encoders' | 'vectors' | 'tokenizer'>,
  splits: { readonly train: readonly { readonly text: string }[] },
  path: string | undefined,
): WordVectors | undefined {
  if (!recipe.encoders.vector || !path) return undefined;
  const split = tokenizers[recipe.tokenizer ?? tokenizerName];
  const words = splits.train.flatMap(({ text }) => split(text).map((token) => normalizeWord(token.text)));
  const vectors = readVectors(path, recipe.vectors.limit, new Set(words));
  const { dimension } = recipe.encoders.vector;
  if (vectors.dimension !== dimension) {
    throw new CommandError(`${path} has vectors of ${vectors.dimension}, the recipe says ${dimension}.`);
  }
  return vectors;
}

/** Identifies what a network learns from: labelled data, and word vectors if there are any. */
export function dataHashOf(
  { sha256 }: { readonly sha256: string },
  vectors: WordVectors | undefined,
): string {
  return sha256 + (vectors?.sha256 ?? '');
}

/** What the manifest calls the data: as the recipe says, or else as their folder is named. */
export function dataNameOf({ dataName }: Pick<ModelRecipe, 'dataName'>, data: string): string {
  return dataName ?? basename(resolve(data));
}

/** How many texts there are to train on and to score by, in a few words each. */
export function sizesOfTexts({ train, dev, devCutFromTrain }: TextParts): string[] {
  const cut = devCutFromTrain ? ' (cut from train by hash of the text)' : '';
  return [`${count(train.length)} training texts`, `${count(dev.length)} dev${cut}`];
}

/** Parts of data whose texts are counted. */
interface TextParts {
  readonly train: readonly unknown[];
  readonly dev: readonly unknown[];
  readonly devCutFromTrain: boolean;
}

/** What to do about the checkpoint of an interrupted training. */
export interface ResumeOptions {
  readonly resume?: true;
  readonly restart?: true;
}

/** Reads the checkpoint to resume from; refuses one that is there with no word on what to do about it. */
export async function readResumed(file: string, options: ResumeOptions): Promise<Checkpoint | undefined> {
  if (options.resume) {
    const checkpoint = await readCheckpoint(file);
    if (!checkpoint) throw new CommandError(`There is no ${file} to resume from.`);
    return checkpoint;
  }
  if (existsSync(file) && !options.restart) {
    throw new CommandError(`${file} is there: go on with --resume or drop it with --restart.`);
  }
  return undefined;
}

import { existsSync, readFileSync } from 'node:fs';
import { ZodError } from 'zod';
import { readVectors, type WordVectors } from '../corpus/vectors.ts';
import { type SentimentRecipe, sentimentRecipeSchema } from '../tasks/sentiment/recipe.ts';
import { type Recipe, recipeSchema } from '../tasks/tag/recipe.ts';
import { normalizeWord } from '../text/normalize.ts';
import { tokenize } from '../text/tokenizer.ts';
import { type Checkpoint, readCheckpoint } from '../training/checkpoint.ts';
import { CommandError, explainIssues } from './fail.ts';

/** What the command line may say instead of the recipe. */
export interface RecipeOverrides {
  readonly name?: string;
  readonly seed?: number;
}

/** Recipes by their task; one that names no task is for a tagger. */
const recipeSchemas = { tag: recipeSchema, sentiment: sentimentRecipeSchema };

/** A recipe of any task. */
export type AnyRecipe = Recipe | SentimentRecipe;

/** Reads a recipe, with what is given instead of its own fields; an error names the file and the field. */
export function readRecipe(path: string, { name, seed }: RecipeOverrides): AnyRecipe {
  try {
    const json = JSON.parse(readFileSync(path, 'utf8'));
    const task: unknown = json?.task ?? 'tag';
    if (task !== 'tag' && task !== 'sentiment') {
      throw new Error(`task: is none of ${Object.keys(recipeSchemas).join(', ')}`);
    }
    const recipe = recipeSchemas[task].parse(name === undefined ? json : { ...json, name });
    return seed === undefined ? recipe : { ...recipe, training: { ...recipe.training, seed } };
  } catch (error) {
    const problem = error instanceof ZodError ? explainIssues(error) : (error as Error).message;
    throw new CommandError(`${path}: ${problem}`);
  }
}

/** Reads the word vectors that the recipe asks for; undefined when it asks for none. */
export function readRecipeVectors(
  recipe: Pick<AnyRecipe, 'encoders' | 'vectors'>,
  splits: { readonly train: readonly { readonly text: string }[] },
  path: string | undefined,
): WordVectors | undefined {
  if (!recipe.encoders.vector || !path) return undefined;
  const words = splits.train.flatMap(({ text }) => tokenize(text).map((token) => normalizeWord(token.text)));
  const vectors = readVectors(path, recipe.vectors.limit, new Set(words));
  const { dimension } = recipe.encoders.vector;
  if (vectors.dimension !== dimension) {
    throw new CommandError(`${path} has vectors of ${vectors.dimension}, the recipe says ${dimension}.`);
  }
  return vectors;
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

import type { z } from 'zod';
import type { ModelRecipe } from '../tasks/tokens/recipe.ts';
import type { TrainingEvent } from '../training/loop.ts';
import type { RunOptions } from '../training/run.ts';
import type { TrainingEnd } from './train-save.ts';
import type { TrainOptions } from './train-watch.ts';

/** What a task brings to `slotline train`; the way of a training is the same for all. It gets what its schema parsed. */
export interface TrainTask<Recipe extends ModelRecipe = ModelRecipe> {
  readonly schema: z.ZodType<Recipe>;
  /** What dev is scored by while training, such as `F1`. */
  readonly score: string;
  /** Whether its training can start from the weights of a package (`--from`). */
  readonly takesFrom?: true;
  /** Gives a recipe, before it is parsed, what it leaves out. */
  complete?(json: Readonly<Record<string, unknown>>, options: TrainOptions): object;
  /** Refuses options that the recipe has no use for, and a recipe that lacks one. */
  checkOptions(recipe: Recipe, options: TrainOptions): void;
  /** Reads all that is learned from, refuses what cannot be learned from, and lays the network out. */
  prepare(recipe: Recipe, options: TrainOptions): PreparedTraining | Promise<PreparedTraining>;
}

/** A training that is ready but for what takes long. */
export interface PreparedTraining {
  /** Identifies all that is learned from. */
  readonly dataHash: string;
  /** Tells on standard error of what is odd, though no reason to refuse it. */
  readonly warn?: () => void;
  /** What is trained on and scored by, in a few words each. */
  readonly sizes: readonly string[];
  /** Does what has to be done before the first step, and gives the training. */
  readonly begin: () => StartTraining | Promise<StartTraining>;
  /** Writes the package and its report, and says what it reaches. */
  readonly write: (out: string, end: TrainingEnd) => Promise<string>;
}

/** Starts a training, or goes on with one. */
export type StartTraining = (options: RunOptions) => AsyncIterable<TrainingEvent>;

import type { Recipe } from '../tasks/tag/recipe.ts';

/** What a run's process is told. */
export interface RunJob {
  readonly recipe: Recipe;
  /** The data folder or file, and the word vectors if the recipe wants them. */
  readonly data: string;
  readonly vectors: string | undefined;
  /** Where the package and the result go; the checkpoint is beside it. */
  readonly folder: string;
  /** What the recipe and the data must still be. */
  readonly fingerprint: string;
}

/** How far a run is. */
export interface RunStep {
  readonly kind: 'step';
  /** From 1. */
  readonly epoch: number;
  readonly epochs: number;
  /** Of all its epochs, as a fraction of 1. */
  readonly share: number;
  readonly loss: number;
  readonly sentencesPerSecond: number;
  /** Best F1 on dev so far; undefined in the first epoch. */
  readonly bestF1?: number;
}

/** What a run's process tells before it ends; one that says nothing of its end has crashed. */
export type RunMessage =
  | RunStep
  | { readonly kind: 'measuring' }
  | { readonly kind: 'done' }
  | { readonly kind: 'interrupted' }
  | { readonly kind: 'failed'; readonly problem: string };

/** The checkpoint of a run. */
export function checkpointOf({ folder }: Pick<RunJob, 'folder'>): string {
  return `${folder}.checkpoint`;
}

import type { Clipping } from '../optim/clipping.ts';
import type { Evaluation } from '../tasks/tag/evaluate.ts';
import type { Recipe } from '../tasks/tag/recipe.ts';
import type { History } from '../training/history.ts';
import type { EndReason } from '../training/loop.ts';

/** A training that has ended, and what was measured on its model. */
export interface ReportInput {
  readonly recipe: Recipe;
  readonly history: History;
  readonly clipping: Clipping;
  readonly dev?: Evaluation;
  readonly test?: Evaluation;
  readonly model: {
    readonly name: string;
    readonly version: string;
    readonly parameters: number;
    readonly bytes?: number;
  };
  readonly dataFiles: { readonly files: readonly string[]; readonly sha256: string };
  readonly workers: number;
  readonly endReason: EndReason;
  /** Of training, without scoring. */
  readonly seconds: number;
}

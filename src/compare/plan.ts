import type { Splits } from '../corpus/splits.ts';
import type { WordVectors } from '../corpus/vectors.ts';
import { firstIssue } from '../package/manifest.ts';
import { prepareTagger } from '../tasks/tag/prepare.ts';
import { type Recipe, recipeSchema } from '../tasks/tag/recipe.ts';
import { fingerprintOf } from '../training/run.ts';
import type { ComparedNetwork, Comparison } from './comparison.ts';
import { ComparisonError } from './error.ts';
import { countParameters, largestWithin, type ParameterCounts } from './hidden.ts';

/** A network with its hidden size fixed. */
export interface PlannedNetwork extends ComparedNetwork {
  readonly parameters: ParameterCounts;
}

/** One training: a network with a seed. */
export interface PlannedRun {
  /** Its folder's name. */
  readonly name: string;
  readonly network: PlannedNetwork;
  readonly seed: number;
  readonly recipe: Recipe;
  /** Of recipe with seed, and data. */
  readonly fingerprint: string;
}

/** Every run has one worker: runs share the cores, and one worker wastes nothing on keeping in step. */
export const workersOfRun = 1;

/** The widest layer that recipes allow. */
const mostHidden = 2048;

/** Lays out every network for the data, and picks its hidden size where there is a target; throws a ComparisonError. */
export function planNetworks(
  { file, networks }: Comparison,
  splits: Splits,
  vectorsOf: (recipe: Recipe) => WordVectors | undefined,
): PlannedNetwork[] {
  return networks.map((network, index) => {
    const { architecture } = prepareTagger(network.recipe, splits, vectorsOf(network.recipe));
    const { target } = network;
    if (target === undefined) return { ...network, parameters: countParameters(architecture) };
    const countAt = (hidden: number) => countParameters({ ...architecture, hidden });
    const hidden = largestWithin(target, (size) => countAt(size).network, mostHidden);
    if (hidden === undefined) {
      const least = countAt(1).network;
      const problem = `${network.name} has ${least} parameters with a single unit: raise its target of ${target}`;
      throw new ComparisonError(file, `networks.${index}`, problem);
    }
    const recipe = { ...network.recipe, network: { ...network.recipe.network, hidden } };
    // Some cells need more than a single unit.
    const { error } = recipeSchema.safeParse(recipe);
    if (error) {
      const problem = `hidden is ${hidden} by the target of ${target}, and ${firstIssue(error).problem}: raise the target`;
      throw new ComparisonError(file, `networks.${index}`, problem);
    }
    return { ...network, recipe, parameters: countAt(hidden) };
  });
}

/** All runs: every network with the first seed, then with the second, so that a comparison can be looked at early. */
export function planRuns(
  networks: readonly PlannedNetwork[],
  seeds: readonly number[],
  dataHash: (recipe: Recipe) => string,
): PlannedRun[] {
  return seeds.flatMap((seed) =>
    networks.map((network) => {
      const recipe = { ...network.recipe, training: { ...network.recipe.training, seed } };
      const fingerprint = fingerprintOf(recipe, dataHash(recipe), workersOfRun);
      return { name: `${network.slug}-s${seed}`, network, seed, recipe, fingerprint };
    }),
  );
}

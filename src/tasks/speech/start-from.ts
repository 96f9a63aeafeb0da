import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buildCell } from '../../nn/cells/index.ts';
import { PackageError } from '../../package/error.ts';
import { packageFiles } from '../../package/files.ts';
import { loadPackage } from '../../package/load.ts';
import { sha256Of } from '../../sha256.ts';
import { growWeights } from '../../training/grow.ts';
import { WeightLayout } from '../../training/weights.ts';
import { alphabetOf } from './alphabet.ts';
import { parametersOf } from './graphs.ts';
import { architectureOf } from './prepare.ts';
import { type SpeechRecipe, speechRecipeSchema } from './recipe.ts';
import { decodeWeights } from './weights-file.ts';

/** What a training starts from. */
export interface SpeechStart {
  readonly name: string;
  readonly version: string;
  /** Of the file of weights. */
  readonly sha256: string;
  readonly weights: Float32Array;
}

/**
 * Reads the weights of the package in `folder`, for the network of `recipe`. A recipe with more units than the package
 * gets its weights in a wider network that says the same at first. Throws a PackageError if there are none, or if
 * features, alphabet or network are otherwise not those of the recipe.
 */
export async function readStart(folder: string, recipe: SpeechRecipe): Promise<SpeechStart> {
  const { manifest } = await loadPackage(folder, 'speech');
  const refuse = (field: string, problem: string): never => {
    throw new PackageError({ folder, file: packageFiles.manifest, field }, problem);
  };
  const differs = 'is not that of the recipe: leave it out of the recipe to have that of the package';
  const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
  if (!same(manifest.alphabet.symbols, alphabetOf(recipe.alphabet).symbols)) refuse('alphabet', differs);
  if (!same(manifest.features, recipe.features)) refuse('features', differs);
  const { weights } = manifest;
  if (weights === undefined) return refuse('weights', 'is missing: the package has no weights to start from');
  const bytes = await readFile(join(folder, weights.file));
  const sha256 = sha256Of(bytes);
  if (sha256 !== weights.sha256) refuse('weights.sha256', `is not that of ${weights.file}`);
  try {
    const flat = fitWeights(decodeWeights(bytes), speechRecipeSchema.parse(manifest.training.recipe), recipe);
    return { name: manifest.name, version: manifest.version, sha256, weights: flat };
  } catch (error) {
    const problem = `does not fit the network of the recipe, which may leave network out to have that of the package (${(error as Error).message})`;
    throw new PackageError({ folder, file: weights.file }, problem, error);
  }
}

/** The trained tensors as weights of the network of `recipe`; throws an Error where they do not fit it. */
function fitWeights(
  tensors: ReadonlyMap<string, Float32Array>,
  trained: SpeechRecipe,
  recipe: SpeechRecipe,
): Float32Array {
  const architecture = architectureOf(recipe);
  const layout = new WeightLayout(parametersOf(architecture));
  const widening = { from: trained.network.hidden, to: architecture.hidden };
  const { widens = false } = buildCell(architecture.cell, { labels: architecture.symbols });
  if (!widens || widening.to <= widening.from) {
    return layout.flatten(tensors);
  }
  const { seed } = recipe.training;
  return growWeights(parametersOf(architectureOf(trained)), tensors, { layout, widening, seed });
}

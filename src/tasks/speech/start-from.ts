import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PackageError } from '../../package/error.ts';
import { packageFiles } from '../../package/files.ts';
import { loadPackage } from '../../package/load.ts';
import { sha256Of } from '../../sha256.ts';
import { WeightLayout } from '../../training/weights.ts';
import { alphabetOf } from './alphabet.ts';
import { parametersOf } from './graphs.ts';
import { architectureOf } from './prepare.ts';
import type { SpeechRecipe } from './recipe.ts';
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
 * Reads the weights of the package in `folder`, for the network of `recipe`. Throws a PackageError if it has none, or if
 * features, alphabet or network are not those of the recipe.
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
  const layout = new WeightLayout(parametersOf(architectureOf(recipe)));
  try {
    const flat = layout.flatten(decodeWeights(bytes));
    return { name: manifest.name, version: manifest.version, sha256, weights: flat };
  } catch (error) {
    const problem = `does not fit the network of the recipe, which may leave network out to have that of the package (${(error as Error).message})`;
    throw new PackageError({ folder, file: weights.file }, problem, error);
  }
}

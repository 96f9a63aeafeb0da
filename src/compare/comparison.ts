import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { firstIssue } from '../package/manifest.ts';
import { type Recipe, recipeSchema } from '../tasks/tag/recipe.ts';
import { ComparisonError } from './error.ts';
import { type JsonObject, MergeError, mergeChanges } from './merge.ts';
import { type ComparisonFile, comparisonSchema } from './schema.ts';
import { slugOf } from './slug.ts';

/** One network of a comparison, its changes made to the recipe. */
export interface ComparedNetwork extends Omit<ComparisonFile['networks'][number], 'changes' | 'parameters'> {
  /** Its name as folders and packages have it. */
  readonly slug: string;
  readonly recipe: Recipe;
  /** The most trained numbers, without embedding tables, for which `hidden` is to be chosen. */
  readonly target: number | undefined;
}

/** A comparison whose recipes have all been checked. */
export interface Comparison extends Omit<ComparisonFile, 'networks' | 'recipe' | 'parameters'> {
  /** Where it was read from, for messages. */
  readonly file: string;
  readonly networks: readonly ComparedNetwork[];
}

/** Reads a comparison; throws a ComparisonError that names the file and the field. */
export function readComparison(file: string): Comparison {
  const { recipe: base, parameters, ...rest } = parse(file);
  const refuse = (field: string, problem: string): never => {
    throw new ComparisonError(file, field, problem);
  };
  const networks = rest.networks.map((network, index) => {
    const field = `networks.${index}`;
    const slug = slugOf(network.name);
    const target = network.parameters === undefined ? parameters : (network.parameters ?? undefined);
    checkNetwork(network, target, (name, problem) => refuse(`${field}.${name}`, problem));
    const { changes, parameters: _, ...named } = network;
    const recipe = recipeOf(base, { ...network, slug }, (problem) =>
      refuse(`${field} (${network.name})`, problem),
    );
    return { ...named, slug, target, recipe };
  });
  const comparison = { ...rest, file, networks };
  checkNames(comparison, refuse);
  return comparison;
}

function parse(file: string): ComparisonFile {
  try {
    return comparisonSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw new ComparisonError(file, undefined, (error as Error).message);
    const { field, problem } = firstIssue(error);
    throw new ComparisonError(file, field, problem);
  }
}

type Network = ComparisonFile['networks'][number];

/** What the comparison itself decides, a network cannot change. */
function checkNetwork(
  { changes, name }: Network,
  target: number | undefined,
  refuse: (field: string, problem: string) => void,
): void {
  if (!/^[a-z0-9][a-z0-9-]{0,59}$/.test(slugOf(name))) {
    refuse('name', 'needs letters a to z or digits, and no more than 60, for a folder is named after it');
  }
  for (const [field, remedy] of [
    ['training.seed', 'the seeds of all networks are those of the comparison'],
    ['name', 'packages are named after the network'],
    ['task', 'all networks of a comparison have the same task'],
  ] as const) {
    if (has(changes, field)) refuse(`changes.${field}`, `cannot be changed: ${remedy}`);
  }
  if (target !== undefined && has(changes, 'network.hidden')) {
    const remedy = 'leave it out, or set the parameters of this network to null';
    refuse('changes.network.hidden', `is chosen by the target of ${target} parameters: ${remedy}`);
  }
}

function has(changes: JsonObject, path: string): boolean {
  let value: unknown = changes;
  for (const name of path.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return false;
    value = (value as Record<string, unknown>)[name];
  }
  return true;
}

function recipeOf(
  base: JsonObject,
  { name, slug, changes }: Network & { readonly slug: string },
  refuse: (problem: string) => never,
): Recipe {
  try {
    const merged = mergeChanges(base, changes);
    const recipe = recipeSchema.parse({ ...merged, name: slug, description: merged.description ?? name });
    if (recipe.distillation) refuse('distillation: a comparison trains without a teacher, remove it');
    return recipe;
  } catch (error) {
    if (error instanceof MergeError) return refuse(`changes.${error.message}`);
    if (!(error instanceof z.ZodError)) throw error;
    const { field, problem } = firstIssue(error);
    return refuse([field, problem].filter((part) => part !== undefined).join(': '));
  }
}

function checkNames(
  { networks, baseline, orders }: Comparison,
  refuse: (field: string, problem: string) => never,
): void {
  const slugs = new Map<string, string>();
  for (const [index, { slug, name }] of networks.entries()) {
    const other = slugs.get(slug);
    if (other !== undefined) {
      refuse(`networks.${index}.name`, `"${name}" and "${other}" would share the folder ${slug}; rename one`);
    }
    slugs.set(slug, name);
  }
  const known = networks.map(({ name }) => name);
  const check = (field: string, name: string): void => {
    if (known.includes(name)) return;
    const names = known.map((each) => `"${each}"`).join(', ');
    refuse(field, `"${name}" is the name of no network of this comparison, which has ${names}`);
  };
  if (baseline !== undefined) check('baseline', baseline);
  for (const [index, { below }] of orders.entries()) {
    for (const [place, name] of below.entries()) check(`orders.${index}.below.${place}`, name);
    if (below[0] === below[1]) refuse(`orders.${index}.below`, 'compares a network with itself');
  }
}

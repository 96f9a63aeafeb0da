import { readdirSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { LabelledSentence } from '../corpus/index.ts';
import type { Splits } from '../corpus/splits.ts';
import { packageFiles } from '../package/files.ts';
import type { Task } from '../package/parse.ts';
import type { TaggerSetup } from '../tasks/tag/trainee.ts';
import type { TokenRecipe } from '../tasks/tokens/recipe.ts';
import type { Checkpoint } from '../training/checkpoint.ts';
import { colorsFor } from './colors.ts';
import { CommandError } from './fail.ts';
import { manifestIn, modelsIn } from './models.ts';

/** Refuses data of which nothing can be learned, or by which no epoch can be called the best. */
export function checkSplits({ train, dev }: Splits, data: string): void {
  const hasSlot = (sentences: readonly LabelledSentence[]) => sentences.some(({ slots }) => slots.length > 0);
  if (!hasSlot(train)) throw new CommandError(`${data} has no training sentence with a slot to learn.`);
  if (!hasSlot(dev)) {
    throw new CommandError(
      `${data} has no dev sentence with a slot to score by: add some, or more to train.`,
    );
  }
}

/** Refuses to replace anything but a model package of the same task and name: all else in the folder would be lost. */
export function checkOutput(
  out: string,
  { task, name }: { readonly task: Task; readonly name: string },
): void {
  const found = statSync(out, { throwIfNoEntry: false });
  if (!found) return;
  const names = found.isDirectory() ? readdirSync(out) : [out];
  if (names.length > 0 && !names.includes(packageFiles.manifest)) {
    throw new CommandError(`${out} is there and is no model package: give --out another name.`);
  }
  const { task: own, name: ownName } = manifestIn(out) ?? {};
  if (own !== undefined && own !== task) {
    throw new CommandError(`${out} holds a model for ${own}, not for ${task}: give --out another name.`);
  }
  if (ownName !== undefined && ownName !== name) {
    throw new CommandError(`${out} holds the model ${ownName}, not ${name}: give --out another name.`);
  }
}

/** Tells on standard error of a package beside `out` that has the same name: no service can load both. */
export function warnOfNamesake(out: string, name: string): void {
  const namesake = modelsIn(dirname(resolve(out))).get(name);
  if (namesake === undefined || namesake === resolve(out)) return;
  const remedy = 'a service does not load two of one name; --name gives this one another';
  console.error(colorsFor(process.stderr).yellow(`warning: ${namesake} is named ${name} too: ${remedy}`));
}

/** Refuses --vectors that the recipe has no use for, and a recipe that lacks them. */
export function checkVectorsOption(
  { encoders }: Partial<Pick<TokenRecipe, 'encoders'>>,
  path: string | undefined,
): void {
  if (path && !encoders?.vector) {
    throw new CommandError('The recipe has no vector encoder: add it, or leave --vectors out.', 2);
  }
  if (!path && encoders?.vector) {
    throw new CommandError('The recipe uses the vector encoder: give the vectors with --vectors PATH.');
  }
}

/** Refuses --teacher where `what`, such as "A sentiment model", learns from none. */
export function checkNoTeacher(what: string, folder: string | undefined): void {
  if (folder !== undefined) throw new CommandError(`${what} learns from no teacher: leave --teacher out.`, 2);
}

/** Refuses to go on from the checkpoint of another training. */
export function checkFingerprint(file: string, checkpoint: Checkpoint, fingerprint: string): void {
  if (checkpoint.fingerprint !== fingerprint) {
    throw new CommandError(`${file} is of a training with another recipe, other data or another --workers.`);
  }
}

/** Tells on standard error which fields of the recipe will do nothing. */
export function warnOfIdleFields({ recipe, twins }: TaggerSetup): void {
  const { yellow } = colorsFor(process.stderr);
  const warn = (field: string, why: string) =>
    process.stderr.write(`${yellow('warning')}: the recipe's ${field} does nothing: ${why}\n`);
  const { augmentation, encoders } = recipe;
  const roles = augmentation.swapRoles;
  if (roles && twins === 0) {
    const pair = `one ${roles.origin} and one ${roles.destination}`;
    warn('augmentation.swapRoles', `no training sentence has ${pair} that can be swapped`);
  }
  // The others see words in lower case only; published vectors may be of words as they are written.
  if (augmentation.lowerCase > 0 && !encoders.shape && !encoders.vector) {
    warn('augmentation.lowerCase', 'it has no encoder that sees letter case, such as shape');
  }
}

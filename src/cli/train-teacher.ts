import { packageFiles } from '../package/files.ts';
import { loadPackage } from '../package/load.ts';
import type { TaggerPackage } from '../package/parse.ts';
import { count } from '../report/format.ts';
import { openNetwork } from '../tasks/tag/service.ts';
import { askTeacher } from '../tasks/tag/teacher.ts';
import type { TaggerSetup } from '../tasks/tag/trainee.ts';
import { CommandError } from './fail.ts';

/** Refuses --teacher that the recipe has no use for, and a recipe that lacks one. */
export function checkTeacherOption(recipe: TaggerSetup['recipe'], folder: string | undefined): void {
  if (folder !== undefined && !recipe.distillation) {
    throw new CommandError('The recipe has no distillation: add it, or leave --teacher out.', 2);
  }
  if (folder === undefined && recipe.distillation) {
    throw new CommandError(
      "The recipe's distillation needs a model to learn from: give it with --teacher FOLDER.",
    );
  }
}

/** Reads the teacher's package; refuses one whose labels are not those of the data. */
export async function readTeacher(folder: string, { labels }: TaggerSetup): Promise<TaggerPackage> {
  const teacher = await loadPackage(folder);
  const lacks = (label: string, who: string) =>
    new CommandError(`${folder}: a student and its teacher need the same labels, but ${who} lacks ${label}.`);
  const unknown = labels.find((label) => !teacher.labels.includes(label));
  if (unknown !== undefined) throw lacks(unknown, 'the teacher');
  const extra = teacher.labels.find((label) => !labels.includes(label));
  if (extra !== undefined) throw lacks(extra, 'the training data');
  return teacher;
}

/** The setup with what the teacher thinks of its training examples. */
export async function learnFrom(teacher: TaggerPackage, setup: TaggerSetup): Promise<TaggerSetup> {
  const { train, labels, recipe } = setup;
  const { name, version } = teacher.manifest;
  console.error(`asking ${name} ${version} what it thinks of ${count(train.length)} sentences`);
  const { network, close } = await openNetwork(teacher);
  try {
    const lowerCased = recipe.augmentation.lowerCase > 0;
    const { temperature } = recipe.distillation!;
    const question = { examples: train, labels, lowerCased, temperature };
    return { ...setup, opinions: await askTeacher(network, question) };
  } finally {
    await close();
  }
}

/** Tells one teacher from another: its files' checksums. */
export function hashOfTeacher({ manifest }: TaggerPackage): string {
  return [packageFiles.labels, manifest.model.tokens, manifest.model.file]
    .map((file) => manifest.files[file]!.sha256)
    .join('');
}

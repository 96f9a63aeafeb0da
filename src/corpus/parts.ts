import { existsSync, statSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { CorpusError } from './error.ts';
import type { Source } from './source.ts';

/** The parts that a data folder can have, each with the names that its file can have. */
export const partNames = {
  train: ['train'],
  dev: ['dev', 'valid', 'validation'],
  test: ['test'],
} as const satisfies Record<string, readonly string[]>;

/** The name of a part. */
export type PartName = keyof typeof partNames;

/** What a plan says of the files of each part: names, or names with how the file is read. */
export type PlannedParts<Own> = {
  readonly [Part in PartName]?: readonly (string | ({ readonly file: string } & Partial<Own>))[] | undefined;
};

/** The files of each part, each with how it is read. */
export type PartFiles<Own> = { readonly train: readonly (Own & { readonly file: string })[] } & {
  readonly [Part in PartName]?: readonly (Own & { readonly file: string })[];
};

/** How files are found of which a plan does not tell all. */
export interface FileDefaults<Own> {
  /** How a file is read of which the plan does not say it. */
  readonly own: Own;
  /** The endings of files that are found by the name of their part, the usual one first. */
  readonly endings: readonly string[];
}

/**
 * The files of the parts of a data folder as the plan says, or found by their names if it names none for train; one
 * file is train alone. Throws a CorpusError.
 */
export function partFiles<Own extends object>(
  path: string,
  plan: PlannedParts<Own>,
  { own, endings }: FileDefaults<Own>,
): PartFiles<Own> {
  if (isFile(path)) return { train: [{ ...own, file: path }] };
  const filesOf = (part: PartName) => {
    const named = plan.train ? plan[part] : found(path, part, endings);
    return named?.map((each) => {
      const given = typeof each === 'string' ? { file: each } : each;
      return { ...own, ...given, file: join(path, given.file) };
    });
  };
  const [train, dev, test] = [filesOf('train'), filesOf('dev'), filesOf('test')];
  if (train === undefined) {
    throw new CorpusError(path, undefined, {
      problem: 'has no training part',
      remedy: `Add train.${endings[0]}, or name the files in data.train of the recipe`,
    });
  }
  return { train, ...(dev && { dev }), ...(test && { test }) };
}

/**
 * The plan of one data set for the folder of perhaps another: if the folder lacks the first file that the plan names, the
 * parts are to be found by their names.
 */
export function planFor<Plan extends PlannedParts<object>>(folder: string, plan: Plan): Plan {
  const [first] = plan.train ?? [];
  const file = typeof first === 'string' ? first : first?.file;
  if (file === undefined || existsSync(join(folder, file))) return plan;
  return { ...plan, train: undefined, dev: undefined, test: undefined };
}

/** The file of a part by its name, if there is one. */
function found(folder: string, part: PartName, endings: readonly string[]): string[] | undefined {
  const names = partNames[part].flatMap((name) => endings.map((ending) => `${name}.${ending}`));
  const path = theOnly(
    folder,
    names.map((name) => join(folder, name)).filter((each) => existsSync(each)),
  );
  return path === undefined ? undefined : [relative(folder, path)];
}

/** The one path that was found for a part, if any was. Throws a CorpusError where there are more. */
export function theOnly(folder: string, paths: readonly string[]): string | undefined {
  if (paths.length > 1) {
    throw new CorpusError(folder, undefined, {
      problem: `holds both ${paths[0]} and ${paths[1]}`,
      remedy: 'Keep one of them, so that it is clear which is meant',
    });
  }
  return paths[0];
}

/** The names of files that were read, relative to the folder, or of the one file that was given. */
export function namesOf(path: string, sources: readonly Source[]): string[] {
  return sources.map(({ file }) => (file === path ? basename(file) : relative(path, file)));
}

/** Whether there is a file, and no folder, at a path. */
export function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}

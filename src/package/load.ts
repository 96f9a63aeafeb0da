import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PackageError } from './error.ts';
import { packageFiles } from './files.ts';
import {
  type AnyPackage,
  type Packages,
  packageFor,
  parseManifest,
  parsePackage,
  type Task,
} from './parse.ts';

/**
 * Reads the package in `folder` and checks everything that can be checked without running its graph: the manifest,
 * and size, SHA-256 and form of every file it lists. Throws a PackageError naming the file and the field.
 */
export async function loadAnyPackage(folder: string): Promise<AnyPackage> {
  const read = async (file: string): Promise<Uint8Array> => {
    try {
      return await readFile(join(folder, file));
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      throw new PackageError(
        { folder, file },
        code === 'ENOENT' ? 'is missing' : `cannot be read (${code})`,
        error,
      );
    }
  };
  const manifest = parseManifest(folder, await read(packageFiles.manifest));
  const files = await Promise.all(
    Object.keys(manifest.files).map(async (file) => [file, shared(await read(file))] as const),
  );
  return parsePackage(folder, manifest, new Map(files));
}

/** The same of a package that must be for `task`: a tagger unless told. */
export async function loadPackage(folder: string): Promise<Packages['tag']>;
export async function loadPackage<T extends Task>(folder: string, task: T): Promise<Packages[T]>;
export async function loadPackage(folder: string, task: Task = 'tag'): Promise<AnyPackage> {
  return packageFor(task, await loadAnyPackage(folder));
}

/** In memory that worker threads share, so that the graphs are not copied to each. */
function shared(bytes: Uint8Array): Uint8Array {
  const copy = new Uint8Array(new SharedArrayBuffer(bytes.length));
  copy.set(bytes);
  return copy;
}

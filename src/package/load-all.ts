import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { loadAnyPackage } from './load.ts';
import type { AnyPackage } from './parse.ts';

/** Reads every package in `folder`, side by side; rejects with the first failure. Hidden folders are passed over. */
export async function loadPackages(folder: string): Promise<AnyPackage[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    throw new Error(`the folder of models ${folder} cannot be read (${error.code}); set MODELS to another`);
  });
  const packages = entries.filter((entry) => !entry.isFile() && !entry.name.startsWith('.'));
  return Promise.all(packages.map(({ name }) => loadAnyPackage(join(folder, name))));
}

import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { loadTagger } from './service.ts';
import type { Tagger } from './tagger.ts';

/** Loads every package in `folder`, side by side; rejects with the first failure. Hidden folders are passed over. */
export async function loadTaggers(folder: string): Promise<Tagger[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    throw new Error(`the folder of models ${folder} cannot be read (${error.code}); set MODELS to another`);
  });
  const packages = entries.filter((entry) => !entry.isFile() && !entry.name.startsWith('.'));
  return Promise.all(packages.map(({ name }) => loadTagger(join(folder, name))));
}

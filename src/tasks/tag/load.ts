import { loadPackage } from '../../package/load.ts';
import { startTagger } from './service.ts';
import type { Tagger } from './tagger.ts';

/** Loads the package in `folder` and replays its golden cases; throws a PackageError naming what is wrong. */
export async function loadTagger(folder: string): Promise<Tagger> {
  return startTagger(await loadPackage(folder));
}

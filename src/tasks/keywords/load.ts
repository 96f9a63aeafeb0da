import { loadPackage } from '../../package/load.ts';
import type { KeywordsModel } from './model.ts';
import { startKeywords } from './service.ts';

/** Loads the package in `folder` and replays its golden cases; throws a PackageError naming what is wrong. */
export async function loadKeywords(folder: string): Promise<KeywordsModel> {
  return startKeywords(await loadPackage(folder, 'keywords'));
}

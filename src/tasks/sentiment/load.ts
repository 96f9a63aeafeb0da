import { loadPackage } from '../../package/load.ts';
import type { SentimentModel } from './model.ts';
import { startSentiment } from './service.ts';

/** Loads the package in `folder` and replays its golden cases; throws a PackageError naming what is wrong. */
export async function loadSentiment(folder: string): Promise<SentimentModel> {
  return startSentiment(await loadPackage(folder, 'sentiment'));
}

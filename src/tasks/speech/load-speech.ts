import { loadPackage } from '../../package/load.ts';
import { type SpeechModel, startSpeech } from './service.ts';

/** Loads the package in `folder` and replays its golden cases; throws a PackageError naming what is wrong. */
export async function loadSpeech(folder: string): Promise<SpeechModel> {
  return startSpeech(await loadPackage(folder, 'speech'));
}

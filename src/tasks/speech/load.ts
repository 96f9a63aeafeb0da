import { loadPackage } from '../../package/load.ts';
import { type AcousticModel, startAcoustic } from './acoustic-model.ts';

/** Loads the package in `folder` and replays its golden cases; throws a PackageError naming what is wrong. */
export async function loadAcoustic(folder: string): Promise<AcousticModel> {
  return startAcoustic(await loadPackage(folder, 'speech'));
}

import { assemblePackage, type NewPackage, savePackage, withGolden } from '../../package/save.ts';
import { recordGolden } from './golden.ts';
import { openTagger } from './service.ts';
import type { Tagger, TagRequest } from './tagger.ts';

/** Chooses what golden cases are recorded from; it may ask the tagger. */
export type ChooseExamples = (tagger: Tagger) => Promise<readonly TagRequest[]>;

/**
 * Saves a tagger's package with golden cases recorded from `examples` through the serving path; choose texts that
 * the model is sure of, for a near tie may fall the other way on another processor. Throws a PackageError, and
 * writes nothing, if the package could not be loaded.
 */
export async function saveTagger(
  folder: string,
  parts: NewPackage,
  examples: readonly TagRequest[] | ChooseExamples,
): Promise<void> {
  const tagger = await openTagger(assemblePackage(folder, withGolden(parts, [])));
  try {
    const requests = typeof examples === 'function' ? await examples(tagger) : examples;
    await savePackage(folder, withGolden(parts, await recordGolden(tagger, requests)));
  } finally {
    await tagger.close();
  }
}

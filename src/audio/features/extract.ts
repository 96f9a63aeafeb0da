import { LogMelExtractor, type Samples } from './log-mel.ts';
import { normaliseBands } from './normalise.ts';
import type { FeatureSettings } from './settings.ts';
import { stackRows } from './stack.ts';

/** What a network reads of an utterance: row-major `[frames, bands * stack]`. */
export interface Features {
  readonly values: Float32Array;
  readonly frames: number;
}

const extractors = new WeakMap<FeatureSettings, LogMelExtractor>();

/**
 * Features of one utterance: log-mel energies (`LogMelExtractor`), normalised over it, then joined (`stackRows`). `warp` bends
 * the mel axis as another vocal tract would. Keep `settings` one object: tables are remembered by it.
 */
export function extractFeatures(samples: Samples, settings: FeatureSettings, warp = 1): Features {
  const { bands, stack, stride, normalisation } = settings;
  const { values } = extractorOf(settings).extract(samples, warp);
  if (normalisation === 'utterance') normaliseBands(values, bands);
  const joined = stackRows(values, { width: bands, stack, stride });
  return { values: joined, frames: joined.length / (bands * stack) };
}

function extractorOf(settings: FeatureSettings): LogMelExtractor {
  const known = extractors.get(settings);
  if (known !== undefined) return known;
  const extractor = new LogMelExtractor(settings);
  extractors.set(settings, extractor);
  return extractor;
}

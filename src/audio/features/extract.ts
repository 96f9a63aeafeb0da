import { LogMelExtractor, type Samples } from './log-mel.ts';
import { measureFromLoudest, normaliseBands } from './normalise.ts';
import type { FeatureSettings } from './settings.ts';
import { stackRows } from './stack.ts';

/** What a network reads of an utterance: row-major `[frames, bands * stack]`. */
export interface Features {
  readonly values: Float32Array;
  readonly frames: number;
}

const extractors = new WeakMap<FeatureSettings, LogMelExtractor>();

/** How an utterance is heard otherwise than it was recorded. */
export interface Hearing {
  /** How many times as high the resonances of the voice lie: the mel axis is bent (`melFilters`). */
  readonly warp?: number | undefined;
  /** Decibels by which a microphone makes the highest band louder than the lowest, and the middle louder than both. */
  readonly colour?: { readonly tilt: number; readonly bow: number } | undefined;
}

/**
 * Features of one utterance: log-mel energies (`LogMelExtractor`), normalised over it, then joined (`stackRows`).
 * Keep `settings` one object: tables are remembered by it.
 */
export function extractFeatures(
  samples: Samples,
  settings: FeatureSettings,
  { warp = 1, colour }: Hearing = {},
): Features {
  const { bands, stack, stride, normalisation } = settings;
  const { values } = extractorOf(settings).extract(samples, warp);
  if (colour !== undefined) colourBands(values, bands, colour);
  if (normalisation === 'utterance') normaliseBands(values, bands);
  if (normalisation === 'loudest') measureFromLoudest(values, bands);
  const joined = stackRows(values, { width: bands, stack, stride });
  return { values: joined, frames: joined.length / (bands * stack) };
}

const natsOfDecibel = Math.LN10 / 10;

function colourBands(
  values: Float32Array,
  bands: number,
  { tilt, bow }: NonNullable<Hearing['colour']>,
): void {
  for (let band = 0; band < bands; band++) {
    const place = band / (bands - 1) - 0.5;
    const louder = natsOfDecibel * (tilt * place + bow * Math.cos(Math.PI * place));
    for (let at = band; at < values.length; at += bands) values[at] = values[at]! + louder;
  }
}

function extractorOf(settings: FeatureSettings): LogMelExtractor {
  const known = extractors.get(settings);
  if (known !== undefined) return known;
  const extractor = new LogMelExtractor(settings);
  extractors.set(settings, extractor);
  return extractor;
}

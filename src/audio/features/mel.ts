import type { FeatureSettings } from './settings.ts';

/** One triangular filter: what the bins from `first` on count. */
export interface MelFilter {
  readonly first: number;
  readonly weights: Float64Array;
}

/** Mel of a frequency in Hz by HTK's formula (O'Shaughnessy 1987): 2595 log10(1 + hz / 700). */
export function melOfHz(hz: number): number {
  return 2595 * Math.log10(1 + hz / 700);
}

/** The frequency in Hz of a mel. */
export function hzOfMel(mel: number): number {
  return 700 * (10 ** (mel / 2595) - 1);
}

/**
 * Triangles of height 1, as wide as high on the mel axis, evenly spaced from `minHz` to `maxHz`, over the bins of a Fourier
 * transform of `size` points. With `warp` other than 1 the axis is bent as by a vocal tract of another length
 * (`warpedHz`; VTLP, Jaitly and Hinton 2013).
 */
export function melFilters(settings: FeatureSettings, size: number, warp = 1): MelFilter[] {
  const { sampleRate, bands, minHz, maxHz } = settings;
  const [low, high] = [melOfHz(minHz), melOfHz(maxHz)];
  const step = (high - low) / (bands + 1);
  const mels = Array.from({ length: size / 2 + 1 }, (_, bin) =>
    melOfHz(warpedHz((bin * sampleRate) / size, sampleRate / 2, warp)),
  );
  return Array.from({ length: bands }, (_, band) => {
    const centre = low + (band + 1) * step;
    const heights = mels.map((mel) => Math.max(0, 1 - Math.abs(mel - centre) / step));
    const first = heights.findIndex((height) => height > 0);
    if (first < 0) return { first: 0, weights: new Float64Array(0) };
    return {
      first,
      weights: Float64Array.from(heights.slice(first, heights.findLastIndex((height) => height > 0) + 1)),
    };
  });
}

/** Where a warped axis puts a frequency: `hz * warp` below a knee, then straight to the end of the axis, which stays. */
export function warpedHz(hz: number, end: number, warp: number): number {
  const knee = (0.6 * end) / Math.max(warp, 1);
  return hz <= knee ? hz * warp : end - ((end - knee * warp) / (end - knee)) * (end - hz);
}

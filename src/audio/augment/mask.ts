import type { RandomSource } from '../../random.ts';
import type { Features } from '../features/extract.ts';

/** How much of the features is hidden (SpecAugment, Park et al. 2019, without its time warping). */
export interface MaskSettings {
  readonly timeMasks: number;
  /** Frames hidden by one mask at most. */
  readonly timeWidth: number;
  /** Part of all frames hidden by one mask at most, so that short words stay. */
  readonly timeShare: number;
  readonly bandMasks: number;
  /** Bands hidden by one mask at most. */
  readonly bandWidth: number;
}

/** For frames of 30 ms and 64 bands. */
export const defaultMasks: MaskSettings = {
  timeMasks: 2,
  timeWidth: 12,
  timeShare: 0.15,
  bandMasks: 2,
  bandWidth: 12,
};

/**
 * Sets runs of frames and runs of bands to 0, the mean of normalised features, in place. `bands` of a frame stand `stack`
 * times one after another, and are hidden in all of them.
 */
export function maskFeatures(
  { values, frames }: Features,
  settings: MaskSettings,
  { bands, random }: { readonly bands: number; readonly random: RandomSource },
): void {
  const width = frames === 0 ? 0 : values.length / frames;
  const longest = Math.min(settings.timeWidth, Math.floor(settings.timeShare * frames));
  for (let mask = 0; mask < settings.timeMasks; mask++) {
    const { start, length } = drawRun(frames, longest, random);
    values.fill(0, start * width, (start + length) * width);
  }
  for (let mask = 0; mask < settings.bandMasks; mask++) {
    const { start, length } = drawRun(bands, Math.min(settings.bandWidth, bands), random);
    for (let at = start; at < values.length; at += bands) values.fill(0, at, at + length);
  }
}

function drawRun(all: number, longest: number, random: RandomSource): { start: number; length: number } {
  const length = random.integer(longest + 1);
  return { start: random.integer(all - length + 1), length };
}

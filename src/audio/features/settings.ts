/** How samples become what a network reads. Every number of it changes the features, so it belongs into a model's manifest. */
export interface FeatureSettings {
  readonly kind: 'log-mel';
  /** Hz of the samples. */
  readonly sampleRate: number;
  /** Seconds under one window. */
  readonly window: number;
  /** Seconds from one window to the next. */
  readonly hop: number;
  readonly bands: number;
  /** Hz at which the first band begins. */
  readonly minHz: number;
  /** Hz at which the last band ends. */
  readonly maxHz: number;
  /**
   * `utterance`: each band has mean 0 and deviation 1 over the utterance. `loudest`: all is measured from the loudest frame, which keeps
   * the vowel of a word that is hardly more than it.
   */
  readonly normalisation: 'utterance' | 'loudest' | 'none';
  /** Neighbouring frames that are joined into one. */
  readonly stack: number;
  /** Frames from one joined frame to the next. */
  readonly stride: number;
}

/** 64 bands every 10 ms, three frames joined every 30 ms: 192 inputs a step. */
export const defaultFeatures: FeatureSettings = {
  kind: 'log-mel',
  sampleRate: 16_000,
  window: 0.025,
  hop: 0.01,
  bands: 64,
  minHz: 20,
  maxHz: 7600,
  normalisation: 'utterance',
  stack: 3,
  stride: 3,
};

/** Numbers of one joined frame. */
export function featureWidth({ bands, stack }: FeatureSettings): number {
  return bands * stack;
}

/** Seconds from one joined frame to the next. */
export function frameSeconds({ hop, stride }: FeatureSettings): number {
  return hop * stride;
}

/** How many joined frames `samples` samples give; at least 1. */
export function frameCount(samples: number, settings: FeatureSettings): number {
  return Math.ceil(windowCount(samples, settings) / settings.stride);
}

/** How many windows fit wholly into `samples` samples, and 1 if none does. */
export function windowCount(samples: number, { sampleRate, window, hop }: FeatureSettings): number {
  const [length, step] = [Math.round(window * sampleRate), Math.round(hop * sampleRate)];
  return samples <= length ? 1 : 1 + Math.floor((samples - length) / step);
}

/** A number drawn uniformly from `min` to `max`, in a `share` of the utterances. */
export interface Drawn {
  readonly share: number;
  readonly min: number;
  readonly max: number;
}

/** What kinds of noise there are. */
export type NoiseKind = 'white' | 'pink' | 'babble';

/** How training varies what it hears; what is left out is off. */
export interface AugmentSettings {
  /** How many times as fast, which also raises the pitch; steps of a hundredth. */
  readonly speed?: Drawn;
  /** How many times as high the resonances of the voice lie (VTLP, Jaitly and Hinton 2013), by a bent mel axis. */
  readonly warp?: Drawn;
  /** Seconds in which a room's echo dies away. */
  readonly room?: Drawn;
  /** dB by which speech is louder than noise of one of the kinds. */
  readonly noise?: Drawn & { readonly kinds: readonly NoiseKind[] };
  /** The share that is heard as through a telephone. */
  readonly phone?: { readonly share: number };
  /** dB. */
  readonly gain?: Drawn;
  /** Level at which samples are cut off, as a part of the loudest. */
  readonly clip?: Drawn;
  /** dB by which the microphone tilts and bows the spectrum at most, either way, for `extractFeatures`. */
  readonly colour?: { readonly share: number; readonly most: number };
  /** The share whose quiet at both ends is cut off, before there is a pause. */
  readonly trim?: { readonly share: number };
  /** Seconds of a quiet room that are put before what is said, and as many again after it, each drawn by itself. */
  readonly pause?: Drawn;
}

/** A start for speech of few voices: everything, none of it extreme. */
export const defaultAugment: AugmentSettings = {
  speed: { share: 0.8, min: 0.85, max: 1.15 },
  warp: { share: 0.8, min: 0.88, max: 1.12 },
  room: { share: 0.3, min: 0.1, max: 0.5 },
  noise: { share: 0.5, min: 5, max: 30, kinds: ['white', 'pink', 'babble'] },
  phone: { share: 0.15 },
  gain: { share: 1, min: -15, max: 6 },
  clip: { share: 0.05, min: 0.3, max: 0.9 },
};

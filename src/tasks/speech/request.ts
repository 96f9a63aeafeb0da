import type { AudioLimits } from '../../audio/limits.ts';
import type { CtcHotword } from '../../decoding/ctc/index.ts';

/** How a text is made of what the network hears; what is left out is as the model's package says. */
export interface Decoding {
  /** Labellings that are kept after each frame; 1 without language model and hotwords is the best path. */
  readonly beamWidth?: number | undefined;
  /** Whether the package's language model counts. */
  readonly languageModel?: boolean | undefined;
  readonly alpha?: number | undefined;
  readonly beta?: number | undefined;
  /** Added to ln P of words that the language model does not know. */
  readonly unknownScore?: number | undefined;
  readonly hotwords?: readonly CtcHotword[] | undefined;
  /** The words that a text may be made of; any without it. */
  readonly lexicon?: readonly string[] | undefined;
  /** Readings that are answered at most. */
  readonly alternatives?: number | undefined;
}

/** One recording to write down. */
export interface SpeechRequest {
  /** A file in any format of `readAudio`, or samples of 16 bits in mono; in memory that threads share, so that it is not copied. */
  readonly audio: Uint8Array | Int16Array;
  readonly limits: AudioLimits;
  readonly decoding?: Decoding;
  /** Whether the letters of each frame are told as well. */
  readonly letters?: boolean | undefined;
}

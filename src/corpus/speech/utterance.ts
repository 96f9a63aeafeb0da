import type { AudioLimits } from '../../audio/limits.ts';

/** One recording and what is said in it. */
export interface SpokenUtterance {
  readonly id: string;
  /** Lower case letters a-z, apostrophes inside of words, and single spaces. */
  readonly text: string;
  readonly speaker?: string;
  /** Name of the pack or file that it is from. */
  readonly source: string;
  /** 16 kHz, mono, in memory that threads share. */
  readonly samples: Int16Array;
}

/** Data to train on is of the one who trains: it may be as long as memory allows. */
export const noLimits: AudioLimits = {
  seconds: Number.POSITIVE_INFINITY,
  decodedBytes: Number.POSITIVE_INFINITY,
};

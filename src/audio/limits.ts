import { AudioError } from './error.ts';

/** How much sound is taken. */
export interface AudioLimits {
  /** Of one recording. */
  readonly seconds: number;
  /** Bytes of its samples as 32-bit numbers in mono, at the rate of the recording. */
  readonly decodedBytes: number;
}

/** The limits of one of several recordings that are heard as one. */
export interface RoomLeft extends AudioLimits {
  /** Seconds that those before it last. */
  readonly taken?: number;
}

/** Throws an AudioError for a recording of `samples` samples at `sampleRate`, as far as it is known, that is over the limits. */
export function checkLength(samples: number, sampleRate: number, limits: RoomLeft): void {
  const all = samples + (limits.taken ?? 0) * sampleRate;
  if (all > limits.seconds * sampleRate) {
    throw new AudioError('too_long', `The audio is longer than ${limits.seconds} seconds: send it in parts`);
  }
  if (4 * all > limits.decodedBytes) {
    throw new AudioError(
      'too_large',
      `The audio has more than ${limits.decodedBytes} bytes when decoded: send a shorter part, or at a lower sample rate`,
    );
  }
}

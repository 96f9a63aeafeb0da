import { AudioError } from './error.ts';

/** How much sound is taken. */
export interface AudioLimits {
  /** Of one recording. */
  readonly seconds: number;
  /** Bytes of its samples as 32-bit numbers in mono, at the rate of the recording. */
  readonly decodedBytes: number;
}

/** Throws an AudioError for a recording of `samples` samples at `sampleRate`, as far as it is known, that is over the limits. */
export function checkLength(samples: number, sampleRate: number, limits: AudioLimits): void {
  if (samples > limits.seconds * sampleRate) {
    throw new AudioError('too_long', `The audio is longer than ${limits.seconds} seconds: send it in parts`);
  }
  if (4 * samples > limits.decodedBytes) {
    throw new AudioError(
      'too_large',
      `The audio has more than ${limits.decodedBytes} bytes when decoded: send a shorter part, or at a lower sample rate`,
    );
  }
}

import { powerOf } from '../../../src/audio/augment/noise.ts';

/** Hz of the signals, unless another rate is given. */
export const sampleRate = 16_000;

/** A tone at half of full scale. */
export function tone(hz: number, length = 16_000, rate = sampleRate): Float32Array {
  return Float32Array.from({ length }, (_, i) => 0.5 * Math.sin((2 * Math.PI * hz * i) / rate));
}

/** dB by which the power of `b` lies above that of `a`. */
export function decibels(a: ArrayLike<number>, b: ArrayLike<number>): number {
  return 10 * Math.log10(powerOf(b) / powerOf(a));
}

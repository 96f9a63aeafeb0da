import type { RandomSource } from '../../random.ts';

/** Noise of equal power at all frequencies, uniform in -1..1. */
export function whiteNoise(length: number, random: RandomSource): Float32Array {
  const noise = new Float32Array(length);
  for (let i = 0; i < length; i++) noise[i] = 2 * random.next() - 1;
  return noise;
}

/** Noise that loses 3 dB an octave, as much of the world does: white noise through Paul Kellet's filter (economy method). */
export function pinkNoise(length: number, random: RandomSource): Float32Array {
  const noise = new Float32Array(length);
  let [low, middle, high] = [0, 0, 0];
  for (let i = 0; i < length; i++) {
    const white = 2 * random.next() - 1;
    low = 0.997_65 * low + 0.099_046 * white;
    middle = 0.963 * middle + 0.296_516_4 * white;
    high = 0.57 * high + 1.052_691_3 * white;
    noise[i] = low + middle + high + 0.1848 * white;
  }
  return noise;
}

/** Several people talking at once: `voices` of `recordings` (at least one) with equal power, each from a random place on, over and over. */
export function babbleNoise(
  length: number,
  recordings: readonly ArrayLike<number>[],
  { voices, random }: { readonly voices: number; readonly random: RandomSource },
): Float32Array {
  const noise = new Float32Array(length);
  for (let voice = 0; voice < voices; voice++) {
    const recording = random.pick(recordings);
    const power = powerOf(recording);
    if (power === 0) continue;
    const scale = 1 / Math.sqrt(power);
    let at = random.integer(recording.length);
    for (let i = 0; i < length; i++) {
      noise[i] = noise[i]! + recording[at]! * scale;
      at = at + 1 === recording.length ? 0 : at + 1;
    }
  }
  return noise;
}

/** The sum of samples and of noise scaled so that the samples have `snr` dB more power. Where either is silent nothing is added. */
export function addNoise(samples: Float32Array, noise: Float32Array, snr: number): Float32Array {
  const power = powerOf(noise);
  if (power === 0) return samples;
  const scale = Math.sqrt(powerOf(samples) / power / 10 ** (snr / 10));
  return samples.map((sample, i) => sample + scale * noise[i]!);
}

/** The mean of squares; 0 of nothing. */
export function powerOf(samples: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < samples.length; i++) sum += samples[i]! ** 2;
  return samples.length === 0 ? 0 : sum / samples.length;
}

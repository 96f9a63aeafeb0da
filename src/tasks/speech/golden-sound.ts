import { randomSource } from '../../random.ts';

/**
 * A made-up sound of `length` samples in -1..1, always the same for the same seed: three tones that glide and swell over
 * some noise. Its frequencies are fractions of the sampling rate, as those of a voice at 16 kHz.
 */
export function goldenSound(seed: string, length: number): Float32Array {
  const random = randomSource(`sound ${seed}`);
  const tones = [0.01, 0.05, 0.15].map((frequency) => ({
    frequency: frequency * (0.7 + 0.6 * random.next()),
    glide: 2 * random.next() - 1,
    swell: 1 + 4 * random.next(),
    phase: 0,
  }));
  return Float32Array.from({ length }, (_, at) => {
    const place = at / length;
    let sum = 0.02 * (2 * random.next() - 1);
    for (const tone of tones) {
      tone.phase += 2 * Math.PI * tone.frequency * (1 + 0.5 * tone.glide * place);
      sum += 0.15 * Math.sin(tone.phase) * (1 + Math.sin(2 * Math.PI * tone.swell * place));
    }
    return sum;
  });
}

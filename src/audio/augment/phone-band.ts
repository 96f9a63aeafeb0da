/** Coefficients of a second-order filter, `a0` divided out (R. Bristow-Johnson's cookbook). */
interface Biquad {
  readonly b: readonly [number, number, number];
  readonly a: readonly [number, number];
}

/** The two quality factors of a Butterworth filter of fourth order. */
const qualities = [0.541_196_1, 1.306_563];

/** What a telephone lets through: 300 to 3400 Hz, falling by 24 dB an octave on both sides. */
export function phoneBand(samples: Float32Array, sampleRate: number): Float32Array {
  const filters = qualities.flatMap((quality) => [
    biquad('high', 300 / sampleRate, quality),
    biquad('low', 3400 / sampleRate, quality),
  ]);
  const band = samples.slice();
  for (const filter of filters) run(filter, band);
  return band;
}

function biquad(pass: 'low' | 'high', frequency: number, quality: number): Biquad {
  const [cos, alpha] = [Math.cos(2 * Math.PI * frequency), Math.sin(2 * Math.PI * frequency) / (2 * quality)];
  const [a0, sign] = [1 + alpha, pass === 'low' ? -1 : 1];
  const side = (1 + sign * cos) / 2 / a0;
  return { b: [side, -2 * sign * side, side], a: [(-2 * cos) / a0, (1 - alpha) / a0] };
}

function run({ b, a }: Biquad, samples: Float32Array): void {
  // Transposed direct form II.
  let [first, second] = [0, 0];
  for (let i = 0; i < samples.length; i++) {
    const x = samples[i]!;
    const y = b[0] * x + first;
    first = b[1] * x - a[0] * y + second;
    second = b[2] * x - a[1] * y;
    samples[i] = y;
  }
}

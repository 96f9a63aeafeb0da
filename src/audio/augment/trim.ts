/** Seconds of a stretch whose power is looked at, and dB below the loudest one at which it is quiet. */
const stretch = 0.01;
const quiet = 30;

/** What is left of an utterance when the quiet before and after it is cut off, as in collections of single words. */
export function cutClose(samples: Float32Array, sampleRate: number): Float32Array {
  const length = Math.round(stretch * sampleRate);
  const powers = Array.from({ length: Math.ceil(samples.length / length) }, (_, i) => {
    let sum = 0;
    for (let at = i * length; at < Math.min(samples.length, (i + 1) * length); at++) sum += samples[at]! ** 2;
    return sum;
  });
  const bound = powers.reduce((most, power) => Math.max(most, power), 0) / 10 ** (quiet / 10);
  const isLoud = (power: number): boolean => power > bound;
  const first = powers.findIndex(isLoud);
  return first < 0 ? samples : samples.subarray(first * length, (powers.findLastIndex(isLoud) + 1) * length);
}

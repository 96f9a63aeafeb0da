/**
 * Added to the variance of a band: where hardly anything changes, as above the range of a recording from the telephone, the
 * little noise there is must not be blown up to the size of speech.
 */
export const varianceFloor = 0.01;

/** Makes the mean of each band 0 and its deviation 1 over all rows of `[rows, bands]`, in place. */
export function normaliseBands(values: Float32Array, bands: number): void {
  const rows = values.length / bands;
  for (let band = 0; band < bands; band++) {
    let sum = 0;
    for (let at = band; at < values.length; at += bands) sum += values[at]!;
    const mean = sum / rows;
    let squares = 0;
    for (let at = band; at < values.length; at += bands) squares += (values[at]! - mean) ** 2;
    const scale = 1 / Math.sqrt(squares / rows + varianceFloor);
    for (let at = band; at < values.length; at += bands) values[at] = (values[at]! - mean) * scale;
  }
}

/** Natural logs below the loudest frame at which all is the same quiet: 43 dB of power. */
const quietest = -10;

/** Makes values of speech about as large as normalised ones. */
const [middle, spread] = [-3, 3];

/**
 * Measures `[rows, bands]` from the loudest row (by its mean), in place: what is 43 dB below it or more is as quiet as can be. Keeps the
 * spectrum, which the mean over a word of one vowel would take away.
 */
export function measureFromLoudest(values: Float32Array, bands: number): void {
  let loudest = -Infinity;
  for (let row = 0; row < values.length; row += bands) {
    let sum = 0;
    for (let band = 0; band < bands; band++) sum += values[row + band]!;
    loudest = Math.max(loudest, sum / bands);
  }
  for (let at = 0; at < values.length; at++) {
    values[at] = (Math.max(values[at]! - loudest, quietest) - middle) / spread;
  }
}

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

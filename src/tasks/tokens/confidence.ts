/** Six decimals: what lies beyond is noise of float32, and only makes answers longer. */
const unit = 1_000_000;

/** A probability in whole millionths. */
export function millionths(probability: number): number {
  return Math.round(probability * unit);
}

/** A probability to six decimals. */
export function rounded(probability: number): number {
  return millionths(probability) / unit;
}

/** A share to six digits that count: of thousands of tokens each has very little. */
export function significant(share: number): number {
  return Number(share.toPrecision(6));
}

const thousands = Array.from({ length: 1000 }, (_, n) => String(n).padStart(3, '0'));
const trimmed = thousands.map((digits) => digits.replace(/0+$/, ''));

/** Millionths as JSON writes the number: `JSON.stringify(count / 1e6)`, from digits that were made beforehand. */
export function writeMillionths(count: number): string {
  if (!(count > 0 && count < unit)) return JSON.stringify(count / unit);
  const high = Math.trunc(count / 1000);
  const low = count - high * 1000;
  return low === 0 ? `0.${trimmed[high]}` : `0.${thousands[high]}${trimmed[low]}`;
}

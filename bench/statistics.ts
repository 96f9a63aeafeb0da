/** The value that a share of the numbers does not exceed (nearest rank); NaN of none. */
export function quantile(numbers: readonly number[], share: number): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

/** The middle value. */
export function median(numbers: readonly number[]): number {
  return quantile(numbers, 0.5);
}

/** Of none it is 0. */
export function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

/** The arithmetic mean; NaN of none. */
export function mean(numbers: readonly number[]): number {
  return sum(numbers) / numbers.length;
}

/** A straight line. */
export interface Line {
  readonly start: number;
  readonly slope: number;
}

/** The line through points [x, y] with the least squares of vertical distances, each times its weight (1 if none). */
export function fitLine(
  points: readonly (readonly [x: number, y: number])[],
  weight: (y: number) => number = () => 1,
): Line {
  const weighted = points.map(([x, y]) => ({ x, y, w: weight(y) }));
  const total = sum(weighted.map(({ w }) => w));
  const middleX = sum(weighted.map(({ x, w }) => x * w)) / total;
  const middleY = sum(weighted.map(({ y, w }) => y * w)) / total;
  const spread = sum(weighted.map(({ x, w }) => w * (x - middleX) ** 2));
  const slope = sum(weighted.map(({ x, y, w }) => w * (x - middleX) * (y - middleY))) / spread;
  return { start: middleY - slope * middleX, slope };
}

/** "p50 a ms, p99 b ms" of milliseconds. */
export function describeLatency(milliseconds: readonly number[]): string {
  const [p50, p99] = [0.5, 0.99].map((share) => quantile(milliseconds, share).toFixed(2));
  return `p50 ${p50} ms, p99 ${p99} ms`;
}

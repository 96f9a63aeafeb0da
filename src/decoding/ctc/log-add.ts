/** ln(exp(a) + exp(b)) without leaving the logarithms; -Infinity counts as ln 0. */
export function logAdd(a: number, b: number): number {
  const high = a > b ? a : b;
  const low = a > b ? b : a;
  return low === -Infinity ? high : high + Math.log1p(Math.exp(low - high));
}

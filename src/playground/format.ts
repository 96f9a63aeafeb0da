/** A probability as a percentage, never rounded up to certainty. */
export function percent(probability: number): string {
  const tenths = probability >= 1 ? 1000 : Math.min(999, Math.round(probability * 1000));
  return `${(tenths / 10).toFixed(tenths === 1000 ? 0 : 1)}\u00a0%`;
}

/** An effect with its sign; one that cannot be seen in two digits is 0. */
export function signed(effect: number): string {
  const hundredths = Math.round(effect * 100);
  if (hundredths === 0) return '0';
  return `${hundredths < 0 ? '−' : '+'}${(Math.abs(hundredths) / 100).toFixed(2)}`;
}

/** How many of something there are. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

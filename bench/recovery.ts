/** Milliseconds over which throughput is counted. */
const window = 200;

/**
 * When answers came at full speed again: the start of the first window after `from` in which there were at least
 * `enough` answers a second, as milliseconds after `from`; undefined if there was none before `until`. `times` are those
 * of the answers, in order.
 */
export function backAfter(
  times: readonly number[],
  { from, until, enough }: { readonly from: number; readonly until: number; readonly enough: number },
): number | undefined {
  const needed = Math.max(1, Math.ceil((enough * window) / 1000));
  let first = times.findIndex((time) => time >= from);
  for (; first >= 0 && first + needed <= times.length; first++) {
    const start = times[first]!;
    const last = times[first + needed - 1]!;
    if (last >= until) return undefined;
    if (last - start <= window) return start - from;
  }
  return undefined;
}

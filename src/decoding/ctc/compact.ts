/**
 * Numbers entries anew after those are dropped that no root leads to. Each entry points to an earlier one by `links`
 * (-1 for none). Gives the new number of each, or -1, and how many are kept; their order stays.
 */
export function keepReachable(
  links: Int32Array,
  count: number,
  roots: Iterable<number>,
): { readonly renamed: Int32Array; readonly kept: number } {
  const renamed = new Int32Array(count).fill(-1);
  for (const root of roots) {
    for (let at = root; at >= 0 && renamed[at] === -1; at = links[at]!) renamed[at] = 0;
  }
  let kept = 0;
  for (let at = 0; at < count; at++) if (renamed[at] === 0) renamed[at] = kept++;
  return { renamed, kept };
}

/** Moves the kept entries of a list to their new places. */
export function moveKept(list: Int32Array | Float64Array, renamed: Int32Array): void {
  for (let at = 0; at < renamed.length; at++) if (renamed[at]! >= 0) list[renamed[at]!] = list[at]!;
}

/** A longer list that begins like this one. */
export function grown<T extends Int32Array | Float32Array | Float64Array>(list: T, capacity: number): T {
  const longer = new (list.constructor as new (length: number) => T)(capacity);
  longer.set(list);
  return longer;
}

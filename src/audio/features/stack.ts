/**
 * Joins `stack` neighbouring rows of `[rows, width]` into one, every `stride` rows: `[ceil(rows / stride), width * stack]`.
 * The last row is repeated where the end is passed, so that no row is lost.
 */
export function stackRows(
  values: Float32Array,
  { width, stack, stride }: { readonly width: number; readonly stack: number; readonly stride: number },
): Float32Array {
  if (stack === 1 && stride === 1) return values;
  const rows = values.length / width;
  const joined = new Float32Array(Math.ceil(rows / stride) * width * stack);
  for (let at = 0, row = 0; at < joined.length; row += stride) {
    for (let i = 0; i < stack; i++, at += width) {
      const from = Math.min(row + i, rows - 1) * width;
      joined.set(values.subarray(from, from + width), at);
    }
  }
  return joined;
}

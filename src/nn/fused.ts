import { constant, fusedRecurrent, int64s, reshapeTo, transpose } from '../graph/ops/index.ts';
import { dimOf, sizeOf, type Value } from '../graph/value.ts';
import type { Cell, FusedCell } from './cells/cell.ts';

/** A recurrent layer as ONNX's fused operator computes it. */
export interface FusedLayer {
  readonly cell: Cell & { readonly fused: FusedCell };
  readonly hidden: number;
  /** Trained numbers of the two directions, forward first, by the names of `recurrent`. */
  readonly directions: readonly [(name: string) => Float32Array, (name: string) => Float32Array];
}

/** Both directions of a layer by one fused operator: `[time, batch, 2 * hidden]`, zero on padding. */
export function fusedBidirectional(
  x: Value,
  lengths: Value,
  { cell, hidden, directions }: FusedLayer,
): Value {
  const width = cell.gates * hidden;
  const inputSize = sizeOf(x, -1);
  const stack = (parts: Float32Array[], shape: readonly number[]): Value =>
    constant(Float32Array.from(parts.flatMap((part) => [...part])), [directions.length, ...shape]);
  const y = fusedRecurrent(
    { ...cell.fused, hidden, direction: 'bidirectional' },
    {
      x,
      lengths,
      W: stack(
        directions.map((stored) => transposed(stored('W'), width)),
        [width, inputSize],
      ),
      R: stack(
        directions.map((stored) => transposed(stored('R'), width)),
        [width, hidden],
      ),
      b: stack(
        directions.map((stored) => withZeros(stored('b'))),
        [2 * width],
      ),
    },
  );
  const [time, batch] = [dimOf(x, 0), dimOf(x, 1)];
  const last = directions.length * hidden;
  return reshapeTo(transpose(y, [0, 2, 1, 3]), int64s([0, 0, last]), [time, batch, last]);
}

/** `[rows, columns]` as `[columns, rows]`. */
function transposed(data: Float32Array, columns: number): Float32Array {
  const rows = data.length / columns;
  return Float32Array.from(data, (_, index) => data[(index % rows) * columns + Math.floor(index / rows)]!);
}

/** ONNX adds a bias to the recurrent product as well; ours has none. */
function withZeros(bias: Float32Array): Float32Array {
  const both = new Float32Array(2 * bias.length);
  both.set(bias);
  return both;
}

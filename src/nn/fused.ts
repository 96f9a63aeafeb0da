import { constant, fusedRecurrent, int64s, reshapeTo, transpose } from '../graph/ops/index.ts';
import { dimOf, sizeOf, type Value } from '../graph/value.ts';
import type { Cell, FusedCell } from './cells/cell.ts';
import type { Reading } from './layer.ts';
import { compactConstant } from './quantized.ts';

/** A recurrent layer as ONNX's fused operator computes it. */
export interface FusedLayer {
  readonly cell: Cell & { readonly fused: FusedCell };
  readonly hidden: number;
  readonly reading: Reading;
  /** Trained numbers of each direction, forward first, by the names of `recurrent`. */
  readonly stored: readonly ((name: string) => Float32Array)[];
  /** Whether the weights are kept in 8 bits a number. */
  readonly compact?: boolean | undefined;
}

/** One of a direction's tensors as the operator wants it. */
type Part = (stored: (name: string) => Float32Array) => Float32Array;

const directionNames = { bidirectional: 'bidirectional', forward: 'forward', backward: 'reverse' } as const;

/** All directions of a layer by one fused operator: `[time, batch, directions * hidden]`, zero on padding. */
export function fusedLayer(
  x: Value,
  lengths: Value,
  { cell, hidden, reading, stored, compact }: FusedLayer,
): Value {
  const { operator, options = {}, activations, peepholes } = cell.fused;
  const width = cell.layout(hidden).input;
  const inputSize = sizeOf(x, -1);
  const matrix = compact ? compactConstant : constant;
  const stack = (part: Part, shape: readonly number[], store: typeof compactConstant = constant) =>
    store(Float32Array.from(stored.flatMap((each) => [...part(each)])), [stored.length, ...shape]);
  const y = fusedRecurrent(
    {
      operator,
      hidden,
      direction: directionNames[reading],
      options,
      ...(activations && { activations: stored.flatMap(() => activations) }),
    },
    {
      x,
      lengths,
      W: stack((weights) => transposed(weights('W'), width), [width, inputSize], matrix),
      R: stack((weights) => transposed(weights('R'), width), [width, hidden], matrix),
      b: stack((weights) => withZeros(weights('b')), [2 * width]),
      ...(peepholes && { P: stack((weights) => weights('P'), [3 * hidden]) }),
    },
  );
  const [time, batch] = [dimOf(x, 0), dimOf(x, 1)];
  const last = stored.length * hidden;
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

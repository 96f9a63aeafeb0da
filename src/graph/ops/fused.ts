import type { FusedRecurrentOp } from '../op.ts';
import { apply, dimOf, type Value } from '../value.ts';

/** Inputs of a fused recurrent operator, in ONNX's layout. */
export interface FusedInputs {
  /** `[time, batch, input]` */
  readonly x: Value;
  /** `[directions, gates * hidden, input]` */
  readonly W: Value;
  /** `[directions, gates * hidden, hidden]` */
  readonly R: Value;
  /** `[directions, 2 * gates * hidden]`: of W, then of R */
  readonly b: Value;
  /** int32 `[batch]` */
  readonly lengths: Value;
  /** `[directions, 3 * hidden]`: weights of the gates i, o, f by the memory, for `LSTM` only. */
  readonly P?: Value;
}

/** One of ONNX's `LSTM`, `GRU`, `RNN`: the outputs `[time, directions, batch, hidden]`, zero on padding. */
export function fusedRecurrent(op: Omit<FusedRecurrentOp, 'kind'>, inputs: FusedInputs): Value {
  const { x, W, R, b, lengths, P } = inputs;
  const directions = op.direction === 'bidirectional' ? 2 : 1;
  const shape = [dimOf(x, 0), directions, dimOf(x, 1), op.hidden];
  const type = { type: 'float32', shape } as const;
  return apply({ kind: 'FusedRecurrent', ...op }, [x, W, R, b, lengths, ...(P ? [P] : [])], [type])
    .outputs[0]!;
}

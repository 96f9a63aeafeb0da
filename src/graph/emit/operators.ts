import { type AttributeProto, attributeTypes, dataTypes } from '../../onnx/messages.ts';
import type { FusedRecurrentOp, Op, OpKind, OpOf } from '../op.ts';
import type { Node } from '../value.ts';

/** One ONNX node to write: constants are given as numbers and become int64 initializers. */
export interface Emitted {
  readonly operator: string;
  readonly attributes?: readonly AttributeProto[];
  /** Where the inputs come from, in ONNX's order: an input of ours, int64 constants, or nothing. */
  readonly inputs?: readonly (number | readonly number[] | null)[];
}

/** The operators that are written as one ONNX node; the others are written by `emit/graph.ts`. */
export type SimpleKind = Exclude<
  OpKind,
  'Input' | 'Constant' | 'Placeholder' | 'Scan' | 'Range' | 'ScatterAdd' | 'Shift'
>;

/** An integer attribute. */
export function int(name: string, i: number): AttributeProto {
  return { name, type: attributeTypes.int, i };
}

/** A list of integers as an attribute. */
export function ints(name: string, values: readonly number[]): AttributeProto {
  return { name, type: attributeTypes.ints, ints: [...values] };
}

/** A text attribute. */
export function text(name: string, value: string): AttributeProto {
  return { name, type: attributeTypes.string, s: Buffer.from(value) };
}

/** A list of texts as an attribute. */
function texts(name: string, values: readonly string[]): AttributeProto {
  return { name, type: attributeTypes.strings, strings: values.map((value) => Buffer.from(value)) };
}

const same = (op: Op): Emitted => ({ operator: op.kind });
const along = (op: { kind: string; axis: number }): Emitted => ({
  operator: op.kind,
  inputs: [0, [op.axis]],
});
const reduce = (op: OpOf<'ReduceSum' | 'ReduceMax'>): Emitted => ({
  operator: op.kind,
  attributes: [int('keepdims', op.keepDims ? 1 : 0)],
  inputs: [0, op.axes],
});

/** How each operator is written in ONNX (opset 18). */
export const emitters: { [K in SimpleKind]: (op: OpOf<K>, node: Node) => Emitted } = {
  Neg: same,
  Exp: same,
  Log: same,
  Sigmoid: same,
  Tanh: same,
  Relu: same,
  Add: same,
  Sub: same,
  Mul: same,
  Div: same,
  Less: same,
  GreaterOrEqual: same,
  Where: same,
  StopGradient: () => ({ operator: 'Identity' }),
  Cast: ({ to }) => ({ operator: 'Cast', attributes: [int('to', dataTypes[to])] }),
  MatMul: ({ transposeA, transposeB }) =>
    transposeA || transposeB
      ? {
          operator: 'Gemm',
          attributes: [int('transA', Number(transposeA)), int('transB', Number(transposeB))],
        }
      : { operator: 'MatMul' },
  Shape: ({ start, end }) => ({ operator: 'Shape', attributes: [int('start', start), int('end', end)] }),
  Flatten: (_, node) => ({ operator: 'Reshape', inputs: [0, [-1, Number(node.outputs[0]!.shape.at(-1))]] }),
  ReshapeTo: () => ({ operator: 'Reshape' }),
  Expand: same,
  Transpose: ({ permutation }) => ({ operator: 'Transpose', attributes: [ints('perm', permutation)] }),
  Concat: ({ axis }) => ({ operator: 'Concat', attributes: [int('axis', axis)] }),
  Split: ({ axis, sizes }) => ({ operator: 'Split', attributes: [int('axis', axis)], inputs: [0, sizes] }),
  Slice: ({ axis, start, end }) => ({ operator: 'Slice', inputs: [0, [start], [end], [axis]] }),
  Pad: ({ axis, before, after }) => ({ operator: 'Pad', inputs: [0, [before, after], null, [axis]] }),
  Squeeze: along,
  Unsqueeze: along,
  ReduceSum: reduce,
  ReduceMax: reduce,
  LogSoftmax: () => ({ operator: 'LogSoftmax', attributes: [int('axis', -1)] }),
  Gather: () => ({ operator: 'Gather', attributes: [int('axis', 0)] }),
  GatherElements: () => ({ operator: 'GatherElements', attributes: [int('axis', -1)] }),
  ScatterElementsAdd: () => ({
    operator: 'ScatterElements',
    attributes: [int('axis', -1), text('reduction', 'add')],
  }),
  FusedRecurrent: (op, { inputs }) => ({
    operator: op.operator,
    attributes: fusedAttributes(op),
    // The first states, which ONNX has before the peepholes, are zero.
    ...(inputs.length > 5 && { inputs: [0, 1, 2, 3, 4, null, null, 5] }),
  }),
};

function fusedAttributes({ hidden, direction, options, activations }: FusedRecurrentOp): AttributeProto[] {
  const extra = Object.entries(options).map(([name, value]) => int(name, value));
  const functions = activations ? [texts('activations', activations)] : [];
  return [int('hidden_size', hidden), text('direction', direction), ...extra, ...functions];
}

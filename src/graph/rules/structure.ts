import {
  concat,
  flatten,
  matMul,
  pad,
  reshapeLike,
  shift,
  slice,
  split,
  squeeze,
  transpose,
  unsqueeze,
  zerosLike,
} from '../ops/index.ts';
import { sizeOf, type Value } from '../value.ts';
import { squeezeTo } from './broadcast.ts';
import type { Rule } from './rule.ts';

function swapLastTwo(x: Value): Value {
  const axes = [...x.shape.keys()];
  const [a, b] = axes.splice(-2);
  return transpose(x, [...axes, b!, a!]);
}

/** Gradient of a matrix product: each operand gets the other, transposed, times the gradient. */
export const matMulRule: Rule<'MatMul'> = ({ g, node, recall }) => {
  const [a, b] = node.inputs as [Value, Value];
  const { transposeA, transposeB } = node.op;
  if (a.shape.length === 2 && b.shape.length === 2) {
    return [
      () =>
        transposeA
          ? matMul(recall(b), g, { transposeA: transposeB, transposeB: true })
          : matMul(g, recall(b), { transposeB: !transposeB }),
      () =>
        transposeB
          ? matMul(g, recall(a), { transposeA: true, transposeB: transposeA })
          : matMul(recall(a), g, { transposeA: !transposeA }),
    ];
  }
  if (b.shape.length === 2) {
    // A batch of rows times one matrix is one flat product, forward and back.
    return [
      () => matMul(g, swapLastTwo(recall(b))),
      () => matMul(flatten(recall(a)), flatten(g), { transposeA: true }),
    ];
  }
  return [
    () => squeezeTo(matMul(g, swapLastTwo(recall(b))), a.shape),
    () => squeezeTo(matMul(swapLastTwo(recall(a)), g), b.shape),
  ];
};

/** Gradient of joining the leading axes: the same numbers, laid out as before. */
export const flattenRule: Rule<'Flatten'> = ({ g, node, recall }) => [
  () => reshapeLike(g, recall(node.inputs[0]!)),
];

/** Gradient of another layout: the layout of the input. */
export const reshapeRule: Rule<'ReshapeTo'> = ({ g, node, recall }) => [
  () => reshapeLike(g, recall(node.inputs[0]!)),
  null,
];

/** Gradient of reordered axes: the opposite order. */
export const transposeRule: Rule<'Transpose'> = ({ g, node }) => [
  () =>
    transpose(
      g,
      node.op.permutation.map((_, axis) => node.op.permutation.indexOf(axis)),
    ),
];

/** Gradient of joined tensors: each gets its part. */
export const concatRule: Rule<'Concat'> = ({ g, node }) => {
  const { axis } = node.op;
  const parts = split(
    g,
    node.inputs.map((input) => sizeOf(input, axis)),
    axis,
  );
  return parts.map((part) => () => part);
};

/** Gradient of parts: the parts' gradients joined, zeros where none arrived. */
export const splitRule: Rule<'Split'> = ({ outputs, node, recall }) => [
  () =>
    concat(
      outputs.map((g, index) => g ?? zerosLike(node.outputs[index]!, recall)),
      node.op.axis,
    ),
];

/** Gradient of a part of an axis: zeros around it. */
export const sliceRule: Rule<'Slice'> = ({ g, node }) => {
  const { axis, start, end } = node.op;
  return [() => pad(g, axis, start, sizeOf(node.inputs[0]!, axis) - end)];
};

/** Gradient of padding: the part that was padded. */
export const padRule: Rule<'Pad'> = ({ g, node }) => {
  const { axis, before } = node.op;
  return [() => slice(g, axis, before, before + sizeOf(node.inputs[0]!, axis))];
};

/** Gradient of rows moved: they are moved back. */
export const shiftRule: Rule<'Shift'> = ({ g, node }) => [() => shift(g, -node.op.by)];

/** Gradient of a removed axis: the axis is put back. */
export const squeezeRule: Rule<'Squeeze'> = ({ g, node }) => [() => unsqueeze(g, node.op.axis)];

/** Gradient of an added axis: it is removed. */
export const unsqueezeRule: Rule<'Unsqueeze'> = ({ g, node }) => [() => squeeze(g, node.op.axis)];

/** Gradient of a broadcast: summed over the axes that were made. */
export const expandRule: Rule<'Expand'> = ({ g, node }) => [() => squeezeTo(g, node.inputs[0]!.shape), null];

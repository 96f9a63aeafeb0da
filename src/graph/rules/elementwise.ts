import type { BinaryKind, UnaryKind } from '../op.ts';
import { cast, div, greaterOrEqual, mul, neg, scalar, sub, where } from '../ops/index.ts';
import { squeezeTo } from './broadcast.ts';
import type { Rule } from './rule.ts';

const one = scalar(1);
const zero = scalar(0);

/** Gradients of element-wise operators of one input, most of them in terms of the output `y`. */
export const unaryRules: { [K in UnaryKind]: Rule<K> } = {
  Neg: ({ g }) => [() => neg(g)],
  Exp: ({ g, node, recall }) => [() => mul(g, recall(node.outputs[0]!))],
  Log: ({ g, node, recall }) => [() => div(g, recall(node.inputs[0]!))],
  Sigmoid: ({ g, node, recall }) => [
    () => {
      const y = recall(node.outputs[0]!);
      return mul(g, mul(y, sub(one, y)));
    },
  ],
  Tanh: ({ g, node, recall }) => [
    () => {
      const y = recall(node.outputs[0]!);
      return mul(g, sub(one, mul(y, y)));
    },
  ],
  Relu: ({ g, node, recall }) => [() => where(greaterOrEqual(zero, recall(node.outputs[0]!)), zero, g)],
};

/** Gradients of element-wise operators of two inputs, summed over the axes that were broadcast. */
export const binaryRules: { [K in BinaryKind]: Rule<K> } = {
  Add: ({ g, node }) => node.inputs.map((input) => () => squeezeTo(g, input.shape)),
  Sub: ({ g, node }) => [
    () => squeezeTo(g, node.inputs[0]!.shape),
    () => squeezeTo(neg(g), node.inputs[1]!.shape),
  ],
  Mul: ({ g, node, recall }) => [
    () => squeezeTo(mul(g, recall(node.inputs[1]!)), node.inputs[0]!.shape),
    () => squeezeTo(mul(g, recall(node.inputs[0]!)), node.inputs[1]!.shape),
  ],
  Div: ({ g, node, recall }) => [
    () => squeezeTo(div(g, recall(node.inputs[1]!)), node.inputs[0]!.shape),
    () =>
      squeezeTo(neg(div(mul(g, recall(node.outputs[0]!)), recall(node.inputs[1]!))), node.inputs[1]!.shape),
  ],
};

/** Gradient of a choice: each side gets what was taken from it. */
export const whereRule: Rule<'Where'> = ({ g, node, recall }) => {
  const [condition, a, b] = node.inputs;
  return [
    null,
    () => squeezeTo(where(recall(condition!), g, zero), a!.shape),
    () => squeezeTo(where(recall(condition!), zero, g), b!.shape),
  ];
};

/** Gradient of a change between float types; whole numbers have none. */
export const castRule: Rule<'Cast'> = ({ g, node }) => {
  const [x] = node.inputs;
  return [x!.type === 'float32' ? () => cast(g, x!.type) : null];
};

import {
  exp,
  expand,
  mul,
  reduceSum,
  scatterAdd,
  scatterElementsAdd,
  sizesOf,
  sub,
  unsqueeze,
  zerosLike,
} from '../ops/index.ts';
import { GraphError, type Shape, showShape } from '../value.ts';
import type { Rule } from './rule.ts';

/** Gradient of a sum: every summed element gets the sum's gradient. */
export const reduceSumRule: Rule<'ReduceSum'> = ({ g, node, recall }) => {
  const { axes, keepDims } = node.op;
  const sorted = keepDims ? [] : [...axes].sort((a, b) => a - b);
  const spread = () => sorted.reduce((value, axis) => unsqueeze(value, axis), g);
  const [x] = node.inputs;
  return [() => expand(spread(), sizesOf(x!, recall), x!.shape)];
};

/** Gradient of log(softmax): g - softmax * sum(g) over the last axis. */
export const logSoftmaxRule: Rule<'LogSoftmax'> = ({ g, node, recall }) => [
  () => sub(g, mul(exp(recall(node.outputs[0]!)), reduceSum(g, [-1], true))),
];

/** Gradient of a table look-up: each row sums what its uses got. */
export const gatherRule: Rule<'Gather'> = ({ g, node, recall }) => {
  const [table, indices] = node.inputs;
  return [() => scatterAdd(fixed(table!.shape), recall(indices!), g), null];
};

/** Gradient of chosen elements: they get the gradient, all else zero. */
export const gatherElementsRule: Rule<'GatherElements'> = ({ g, node, recall }) => {
  const [x, indices] = node.inputs;
  return [() => scatterElementsAdd(zerosLike(x!, recall), recall(indices!), g), null];
};

function fixed(shape: Shape): number[] {
  return shape.map((dim) => {
    if (typeof dim === 'string') throw new GraphError(`a look-up in ${showShape(shape)} has no gradient`);
    return dim;
  });
}

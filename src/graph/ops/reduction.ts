import { applyOne, type Shape, type Value } from '../value.ts';

function reducedShape(shape: Shape, axes: readonly number[], keepDims: boolean): Shape {
  if (keepDims) return shape.map((dim, axis) => (axes.includes(axis) ? 1 : dim));
  return shape.filter((_, axis) => !axes.includes(axis));
}

function reduction(kind: 'ReduceSum' | 'ReduceMax') {
  return (x: Value, axes: readonly number[], keepDims = false): Value => {
    const positive = axes.map((axis) => (axis < 0 ? x.shape.length + axis : axis));
    const shape = reducedShape(x.shape, positive, keepDims);
    return applyOne({ kind, axes: positive, keepDims }, [x], x.type, shape);
  };
}

/** The sum over `axes`. */
export const reduceSum = reduction('ReduceSum');

/** The greatest element over `axes`; listed as having no gradient, so wrap uses in `stopGradient`. */
export const reduceMax = reduction('ReduceMax');

/** The sum of all elements, a scalar. */
export function sumAll(x: Value): Value {
  return x.shape.length === 0 ? x : reduceSum(x, [...x.shape.keys()]);
}

/** log(softmax(x)) over the last axis. */
export function logSoftmax(x: Value): Value {
  return applyOne({ kind: 'LogSoftmax' }, [x], x.type, x.shape);
}

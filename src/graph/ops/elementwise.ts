import type { BinaryKind, CompareKind, UnaryKind } from '../op.ts';
import {
  applyOne,
  type Dim,
  type ElementType,
  GraphError,
  type Shape,
  showShape,
  type Value,
} from '../value.ts';

/** The shape of two tensors combined element by element, aligned at their last axes. */
export function broadcastShape(a: Shape, b: Shape): Shape {
  const rank = Math.max(a.length, b.length);
  return Array.from({ length: rank }, (_, axis): Dim => {
    const left = a[a.length - rank + axis] ?? 1;
    const right = b[b.length - rank + axis] ?? 1;
    if (left === right || right === 1) return left;
    if (left === 1) return right;
    throw new GraphError(`${showShape(a)} and ${showShape(b)} do not broadcast`);
  });
}

function unary(kind: UnaryKind) {
  return (x: Value): Value => applyOne({ kind }, [x], x.type, x.shape);
}

function binary(kind: BinaryKind) {
  return (a: Value, b: Value): Value => {
    if (a.type !== b.type) throw new GraphError(`${kind} of ${a.type} and ${b.type}`);
    return applyOne({ kind }, [a, b], a.type, broadcastShape(a.shape, b.shape));
  };
}

function compare(kind: CompareKind) {
  return (a: Value, b: Value): Value => applyOne({ kind }, [a, b], 'bool', broadcastShape(a.shape, b.shape));
}

/** -x */
export const neg = unary('Neg');
/** e to the power of x */
export const exp = unary('Exp');
/** natural logarithm */
export const log = unary('Log');
/** 1 / (1 + e^-x) */
export const sigmoid = unary('Sigmoid');
/** hyperbolic tangent */
export const tanh = unary('Tanh');
/** max(x, 0) */
export const relu = unary('Relu');

/** a + b */
export const add = binary('Add');
/** a - b */
export const sub = binary('Sub');
/** a times b, element by element */
export const mul = binary('Mul');
/** a / b */
export const div = binary('Div');

/** a < b */
export const less = compare('Less');
/** a >= b */
export const greaterOrEqual = compare('GreaterOrEqual');

/** `a` where `condition` holds, else `b`; the three broadcast together. */
export function where(condition: Value, a: Value, b: Value): Value {
  const shape = broadcastShape(condition.shape, broadcastShape(a.shape, b.shape));
  return applyOne({ kind: 'Where' }, [condition, a, b], a.type, shape);
}

/** The value itself, through which no gradient flows. */
export function stopGradient(x: Value): Value {
  return applyOne({ kind: 'StopGradient' }, [x], x.type, x.shape);
}

/** The value as another element type. */
export function cast(x: Value, to: ElementType): Value {
  return x.type === to ? x : applyOne({ kind: 'Cast', to }, [x], to, x.shape);
}

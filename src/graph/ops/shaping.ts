import {
  apply,
  applyOne,
  type Dim,
  dimOf,
  GraphError,
  type Shape,
  showShape,
  sizeOf,
  type Value,
} from '../value.ts';
import { int64s, scalar } from './leaf.ts';

function axisOf(x: Value, axis: number): number {
  const index = axis < 0 ? x.shape.length + axis : axis;
  dimOf(x, index);
  return index;
}

function withDim(shape: Shape, axis: number, dim: Dim): Shape {
  return shape.map((old, index) => (index === axis ? dim : old));
}

/** The sizes of the axes from `start` up to `end`, int64, at run time. */
export function shapeOf(x: Value, start = 0, end = x.shape.length): Value {
  return applyOne({ kind: 'Shape', start, end }, [x], 'int64', [end - start]);
}

/** All axes but the last, which is fixed, joined into one: `[time, batch, d]` becomes `[time*batch, d]`. */
export function flatten(x: Value): Value {
  if (x.shape.length === 2) return x;
  const leading = x.shape.slice(0, -1);
  const joined = leading.every((dim) => typeof dim === 'number')
    ? leading.reduce((product, dim) => product * dim, 1)
    : leading.join('*');
  return applyOne({ kind: 'Flatten' }, [x], x.type, [joined, sizeOf(x, -1)]);
}

/** `x` with its elements laid out as `like` is, whose sizes are read at run time. */
export function reshapeLike(x: Value, like: Value): Value {
  return reshapeTo(x, sizesOf(like), like.shape);
}

/** `x` laid out as `shape`, of which `sizes` (int64) holds the run-time sizes. */
export function reshapeTo(x: Value, sizes: Value, shape: Shape): Value {
  return applyOne({ kind: 'ReshapeTo' }, [x, sizes], x.type, shape);
}

/** `x` broadcast to `shape`, of which `sizes` (int64) holds the run-time sizes. */
export function expand(x: Value, sizes: Value, shape: Shape): Value {
  return applyOne({ kind: 'Expand' }, [x, sizes], x.type, shape);
}

/** Zeros laid out as `like`; when all its axes are fixed, nothing is read at run time. */
export function zerosLike(like: Value, recall: (value: Value) => Value = (value) => value): Value {
  return expand(scalar(0), sizesOf(like, recall), like.shape);
}

/** The sizes of `like` as int64: a constant when all its axes are fixed. */
export function sizesOf(like: Value, recall: (value: Value) => Value = (value) => value): Value {
  const fixed = like.shape.filter((dim) => typeof dim === 'number');
  return fixed.length === like.shape.length ? int64s(fixed) : shapeOf(recall(like));
}

/** The axes in another order: axis `i` of the result is axis `permutation[i]` of `x`. */
export function transpose(x: Value, permutation: readonly number[]): Value {
  const shape = permutation.map((axis) => dimOf(x, axis));
  return applyOne({ kind: 'Transpose', permutation }, [x], x.type, shape);
}

/** Tensors one after another along `axis`. */
export function concat(parts: readonly Value[], axis: number): Value {
  const [first] = parts;
  if (!first) throw new GraphError('nothing to concatenate');
  if (parts.length === 1) return first;
  const index = axisOf(first, axis);
  const dims = parts.map((part) => dimOf(part, index));
  const total = dims.every((dim) => typeof dim === 'number')
    ? dims.reduce((sum, dim) => sum + dim, 0)
    : dims.join('+');
  return applyOne({ kind: 'Concat', axis: index }, parts, first.type, withDim(first.shape, index, total));
}

/** A tensor cut along `axis` into parts of the given sizes. */
export function split(x: Value, sizes: readonly number[], axis: number): Value[] {
  const index = axisOf(x, axis);
  const total = sizes.reduce((sum, size) => sum + size, 0);
  if (total !== sizeOf(x, index)) throw new GraphError(`${sizes} do not add up to ${showShape(x.shape)}`);
  const types = sizes.map((size) => ({ type: x.type, shape: withDim(x.shape, index, size) }));
  return apply({ kind: 'Split', axis: index, sizes }, [x], types).outputs;
}

/** The part of a fixed axis from `start` up to `end`. */
export function slice(x: Value, axis: number, start: number, end: number): Value {
  const index = axisOf(x, axis);
  if (start < 0 || end > sizeOf(x, index) || start >= end) throw new GraphError(`no part ${start}:${end}`);
  return applyOne(
    { kind: 'Slice', axis: index, start, end },
    [x],
    x.type,
    withDim(x.shape, index, end - start),
  );
}

/** Zeros put before and after `x` along a fixed axis. */
export function pad(x: Value, axis: number, before: number, after: number): Value {
  const index = axisOf(x, axis);
  const shape = withDim(x.shape, index, sizeOf(x, index) + before + after);
  return applyOne({ kind: 'Pad', axis: index, before, after }, [x], x.type, shape);
}

/** `x` moved along axis 0, which may be named: row `t` is row `t - by` of `x`, zeros where there is none. */
export function shift(x: Value, by: number): Value {
  dimOf(x, 0);
  return by === 0 ? x : applyOne({ kind: 'Shift', by }, [x], x.type, x.shape);
}

/** `x` without the axis `axis`, whose size is 1. */
export function squeeze(x: Value, axis: number): Value {
  const index = axisOf(x, axis);
  if (x.shape[index] !== 1) throw new GraphError(`axis ${axis} of ${showShape(x.shape)} is not 1`);
  return applyOne({ kind: 'Squeeze', axis: index }, [x], x.type, x.shape.toSpliced(index, 1));
}

/** `x` with a new axis of size 1 at position `axis` of the result. */
export function unsqueeze(x: Value, axis: number): Value {
  const index = axis < 0 ? x.shape.length + 1 + axis : axis;
  return applyOne({ kind: 'Unsqueeze', axis: index }, [x], x.type, x.shape.toSpliced(index, 0, 1));
}

/** `0, 1, ... size - 1` as int64, for a run-time size given as int64 of shape `[1]`. */
export function range(size: Value, dim: Dim): Value {
  return applyOne({ kind: 'Range' }, [size], 'int64', [dim]);
}

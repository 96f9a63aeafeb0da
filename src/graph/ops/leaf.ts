import type { ConstantData } from '../op.ts';
import { applyOne, type ElementType, GraphError, type Shape, showShape, type Value } from '../value.ts';

/** A tensor that the caller feeds at run time under `name`. */
export function input(name: string, type: ElementType, shape: Shape): Value {
  return applyOne({ kind: 'Input', name }, [], type, shape);
}

/** A tensor that is part of the graph; its element type is that of `data`. */
export function constant(data: ConstantData, shape: readonly number[]): Value {
  const size = shape.reduce((product, dim) => product * dim, 1);
  if (size !== data.length) throw new GraphError(`${data.length} numbers do not fill ${showShape(shape)}`);
  return applyOne({ kind: 'Constant', data }, [], typeOfData(data), shape);
}

/** A float32 scalar. */
export function scalar(number: number): Value {
  return constant(Float32Array.of(number), []);
}

/** A vector of int64, the type in which ONNX wants shapes. */
export function int64s(numbers: readonly number[]): Value {
  return constant(BigInt64Array.from(numbers, BigInt), [numbers.length]);
}

/** What stands for a value that the runtime hands to the body of a scan at each step. */
export function placeholder(type: ElementType, shape: Shape): Value {
  return applyOne({ kind: 'Placeholder' }, [], type, shape);
}

function typeOfData(data: ConstantData): ElementType {
  if (data instanceof Float32Array) return 'float32';
  if (data instanceof Int32Array) return 'int32';
  return data instanceof Int8Array ? 'int8' : 'int64';
}

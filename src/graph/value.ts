import type { Op } from './op.ts';

/** The element types that a tensor of the graph can have, by their ONNX meaning. */
export type ElementType = 'float32' | 'int32' | 'int64' | 'int8' | 'bool';

/** One axis: a fixed size, or the name of a size that is known only at run time. */
export type Dim = number | string;

/** The axes of a tensor, outermost first; a scalar has none. */
export type Shape = readonly Dim[];

/** One operator applied to values; its outputs are made with it. */
export interface Node {
  readonly id: number;
  readonly op: Op;
  readonly inputs: readonly Value[];
  /** Grows only when the gradient of a scan keeps more of what its steps computed. */
  readonly outputs: Value[];
}

/** One output of a node: a tensor of a known type and shape that is computed at run time. */
export interface Value {
  readonly node: Node;
  readonly output: number;
  readonly type: ElementType;
  readonly shape: Shape;
}

/** What a node needs to know of each output that it makes. */
export interface ValueType {
  readonly type: ElementType;
  readonly shape: Shape;
}

/** An error in how a graph was put together: a bug in the calling code, never a client's fault. */
export class GraphError extends Error {
  override name = 'GraphError';
}

let nodes = 0;

/** Applies `op` to `inputs`, with one output for each entry of `types`. */
export function apply(op: Op, inputs: readonly Value[], types: readonly ValueType[]): Node {
  const node: Node = { id: nodes++, op, inputs, outputs: [] };
  for (const type of types) addOutput(node, type);
  return node;
}

/** Gives `node` one more output and returns it. */
export function addOutput(node: Node, { type, shape }: ValueType): Value {
  const value: Value = { node, output: node.outputs.length, type, shape };
  node.outputs.push(value);
  return value;
}

/** Applies an operator that has a single output. */
export function applyOne(op: Op, inputs: readonly Value[], type: ElementType, shape: Shape): Value {
  return apply(op, inputs, [{ type, shape }]).outputs[0]!;
}

/** The axis of `value` at `index`, counted from the end when negative. */
export function dimOf(value: Value, index: number): Dim {
  const dim = value.shape.at(index);
  if (dim === undefined) throw new GraphError(`no axis ${index} in ${showShape(value.shape)}`);
  return dim;
}

/** The size of a fixed axis; throws when the axis is named. */
export function sizeOf(value: Value, index: number): number {
  const dim = dimOf(value, index);
  if (typeof dim === 'string')
    throw new GraphError(`axis ${index} of ${showShape(value.shape)} is not fixed`);
  return dim;
}

/** A shape as text for messages, such as `[time, batch, 128]`. */
export function showShape(shape: Shape): string {
  return `[${shape.join(', ')}]`;
}

/** Whether two shapes have the same axes. */
export function sameShape(a: Shape, b: Shape): boolean {
  return a.length === b.length && a.every((dim, axis) => dim === b[axis]);
}

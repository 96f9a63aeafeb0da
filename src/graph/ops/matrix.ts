import { applyOne, GraphError, type Shape, showShape, type Value } from '../value.ts';
import { broadcastShape } from './elementwise.ts';

/** Which operands of a matrix product are transposed (their last two axes). */
export interface MatMulOptions {
  readonly transposeA?: boolean;
  readonly transposeB?: boolean;
}

/**
 * Matrix product over the last two axes; leading axes broadcast.
 * Transposed operands are for matrices only (rank 2), which become one ONNX `Gemm`.
 */
export function matMul(a: Value, b: Value, options: MatMulOptions = {}): Value {
  const { transposeA = false, transposeB = false } = options;
  if ((transposeA || transposeB) && (a.shape.length !== 2 || b.shape.length !== 2)) {
    throw new GraphError('a transposed product takes two matrices');
  }
  const [rows, inner] = lastTwo(a.shape, transposeA);
  const [depth, columns] = lastTwo(b.shape, transposeB);
  if (inner !== depth) throw new GraphError(`${showShape(a.shape)} times ${showShape(b.shape)}`);
  const leading = broadcastShape(a.shape.slice(0, -2), b.shape.slice(0, -2));
  return applyOne({ kind: 'MatMul', transposeA, transposeB }, [a, b], a.type, [...leading, rows!, columns!]);
}

function lastTwo(shape: Shape, transpose: boolean): Shape {
  if (shape.length < 2) throw new GraphError(`${showShape(shape)} is not a matrix`);
  const two = shape.slice(-2);
  return transpose ? [two[1]!, two[0]!] : two;
}

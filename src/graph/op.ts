import type { ScanOp } from './ops/scan.ts';
import type { ElementType } from './value.ts';

/** A constant's numbers, row-major. */
export type ConstantData = Float32Array | Int32Array | BigInt64Array | Int8Array;

/** Element-wise operators of one float input. */
export type UnaryKind = 'Neg' | 'Exp' | 'Log' | 'Sigmoid' | 'Tanh' | 'Relu';

/** Element-wise operators of two inputs that broadcast as ONNX (numpy) does. */
export type BinaryKind = 'Add' | 'Sub' | 'Mul' | 'Div';

/** Comparisons, which answer bool. */
export type CompareKind = 'Less' | 'GreaterOrEqual';

interface Plain<K extends string> {
  readonly kind: K;
}

/** onnxruntime's fused recurrent operators: they serve; training never differentiates them. */
export interface FusedRecurrentOp {
  readonly kind: 'FusedRecurrent';
  readonly operator: 'LSTM' | 'GRU' | 'RNN';
  readonly hidden: number;
  readonly direction: 'forward' | 'reverse' | 'bidirectional';
  /** Further attributes of the ONNX operator, such as GRU's `linear_before_reset`. */
  readonly options: Readonly<Record<string, number>>;
  /** Activation functions, one direction after another, if not the operator's own. */
  readonly activations?: readonly string[];
}

/** Every operator with its attributes: the discriminated union that rules and emission are tables over. */
export type Op =
  | { readonly kind: 'Input'; readonly name: string }
  | { readonly kind: 'Constant'; readonly data: ConstantData }
  | Plain<'Placeholder' | UnaryKind | BinaryKind | CompareKind>
  | Plain<'StopGradient' | 'Where' | 'Range' | 'ReshapeTo' | 'Expand' | 'Flatten'>
  | Plain<'Gather' | 'GatherElements' | 'ScatterElementsAdd' | 'LogSoftmax'>
  | { readonly kind: 'MatMul'; readonly transposeA: boolean; readonly transposeB: boolean }
  | { readonly kind: 'Cast'; readonly to: ElementType }
  | { readonly kind: 'Shape'; readonly start: number; readonly end: number }
  | { readonly kind: 'Transpose'; readonly permutation: readonly number[] }
  | { readonly kind: 'ScatterAdd'; readonly shape: readonly number[] }
  | { readonly kind: 'Concat'; readonly axis: number }
  | { readonly kind: 'Split'; readonly axis: number; readonly sizes: readonly number[] }
  | { readonly kind: 'Slice'; readonly axis: number; readonly start: number; readonly end: number }
  | { readonly kind: 'Pad'; readonly axis: number; readonly before: number; readonly after: number }
  | { readonly kind: 'Shift'; readonly by: number }
  | { readonly kind: 'Squeeze'; readonly axis: number }
  | { readonly kind: 'Unsqueeze'; readonly axis: number }
  | { readonly kind: 'ReduceSum'; readonly axes: readonly number[]; readonly keepDims: boolean }
  | { readonly kind: 'ReduceMax'; readonly axes: readonly number[]; readonly keepDims: boolean }
  | FusedRecurrentOp
  | ScanOp;

/** The name of an operator. */
export type OpKind = Op['kind'];

/** The operator of a given name, with its attributes. */
export type OpOf<K extends OpKind> = Op & { readonly kind: K };

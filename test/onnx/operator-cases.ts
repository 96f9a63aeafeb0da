import type { OpKind } from '../../src/graph/op.ts';
import {
  add,
  cast,
  concat,
  constant,
  div,
  exp,
  expand,
  flatten,
  fusedRecurrent,
  gather,
  gatherElements,
  greaterOrEqual,
  input,
  int64s,
  less,
  log,
  logSoftmax,
  matMul,
  mul,
  neg,
  pad,
  range,
  reduceMax,
  reduceSum,
  relu,
  reshapeTo,
  scalar,
  scan,
  scatterAdd,
  scatterElementsAdd,
  shapeOf,
  shift,
  sigmoid,
  slice,
  split,
  squeeze,
  stopGradient,
  sub,
  tanh,
  transpose,
  unsqueeze,
  where,
} from '../../src/graph/ops/index.ts';
import type { Value } from '../../src/graph/value.ts';
import { floatTensor, intTensor } from '../helpers/run-graph.ts';

/** `x` [2, 3] (rows and columns named), `v` [3], `rows` int32 [4]: what the graphs below are made of. */
const x = input('x', 'float32', ['rows', 3]);
const v = input('v', 'float32', [3]);
const cube = input('cube', 'float32', [2, 'middle', 2]);
const places = input('places', 'int32', [4]);
const X = [0.5, -1.5, 2, 3, -0.25, 1];
const V = [2, -4, 0.5];
const fixedX = constant(Float32Array.from(X), [2, 3]);
const CUBE = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
const PLACES = [1, 0, 1, 1];
export const feeds = {
  x: floatTensor(X, [2, 3]),
  v: floatTensor(V, [3]),
  cube: floatTensor(CUBE, [2, 3, 2]),
  places: intTensor(PLACES, [4]),
};

/** A graph of one operator, and the axes and numbers of its outputs. */
export interface Expected {
  readonly build: () => Value | readonly Value[];
  readonly dims: readonly number[] | readonly (readonly number[])[];
  readonly data: readonly number[] | readonly (readonly number[])[];
}

const one = (build: () => Value, dims: readonly number[], data: readonly number[]): Expected => ({
  build,
  dims,
  data,
});
const ofX = (operator: (value: Value) => Value, number: (entry: number) => number): Expected =>
  one(() => operator(x), [2, 3], X.map(number));
const ofXandV = (
  operator: (a: Value, b: Value) => Value,
  number: (a: number, b: number) => number,
): Expected =>
  one(
    () => operator(x, v),
    [2, 3],
    X.map((entry, index) => number(entry, V[index % 3]!)),
  );
const range6 = [...X.keys()];
const sigma = (number: number): number => 1 / (1 + Math.exp(-number));
const logTotal = (row: readonly number[]): number =>
  Math.log(row.reduce((sum, entry) => sum + Math.exp(entry), 0));

/** What onnxruntime must make of each operator, worked out in plain TypeScript or by hand. */
export const expected: { readonly [K in Exclude<OpKind, 'Placeholder'>]: readonly Expected[] } = {
  Input: [one(() => x, [2, 3], X)],
  Constant: [
    one(() => constant(Int32Array.of(1, -2), [2, 1]), [2, 1], [1, -2]),
    one(() => constant(BigInt64Array.of(-(2n ** 24n)), []), [], [-(2 ** 24)]),
    one(() => constant(Int8Array.of(-128, 127), [2]), [2], [-128, 127]),
    one(() => constant(Float32Array.from(CUBE).subarray(2, 4), [2]), [2], [3, 4]),
  ],
  Neg: [ofX(neg, (entry) => -entry)],
  Exp: [ofX(exp, Math.exp)],
  Log: [one(() => log(exp(x)), [2, 3], X)],
  Sigmoid: [ofX(sigmoid, sigma)],
  Tanh: [ofX(tanh, Math.tanh)],
  Relu: [ofX(relu, (entry) => Math.max(0, entry))],
  Add: [ofXandV(add, (a, b) => a + b), one(() => add(places, places), [4], [2, 0, 2, 2])],
  Sub: [ofXandV(sub, (a, b) => a - b)],
  Mul: [ofXandV(mul, (a, b) => a * b)],
  Div: [ofXandV(div, (a, b) => a / b)],
  Less: [ofXandV(less, (a, b) => Number(a < b)), one(() => less(x, x), [2, 3], [0, 0, 0, 0, 0, 0])],
  GreaterOrEqual: [
    ofXandV(greaterOrEqual, (a, b) => Number(a >= b)),
    one(() => greaterOrEqual(x, x), [2, 3], [1, 1, 1, 1, 1, 1]),
  ],
  Where: [ofXandV((a, b) => where(less(a, b), a, b), Math.min)],
  StopGradient: [ofX(stopGradient, (entry) => entry)],
  Cast: [
    ofX((value) => cast(value, 'int32'), Math.trunc),
    ofX(
      (value) => cast(greaterOrEqual(value, scalar(0)), 'float32'),
      (entry) => Number(entry >= 0),
    ),
    one(() => cast(places, 'int64'), [4], PLACES),
  ],
  MatMul: [
    one(() => matMul(x, constant(Float32Array.of(1, 0, 0, 2, 1, 1), [3, 2])), [2, 2], [2.5, -1, 4, 0.5]),
    one(
      () => matMul(x, x, { transposeA: true }),
      [3, 3],
      range6
        .concat([6, 7, 8])
        .map((index) => [Math.floor(index / 3), index % 3] as const)
        .map(([i, j]) => X[i]! * X[j]! + X[3 + i]! * X[3 + j]!),
    ),
    one(() => matMul(x, x, { transposeB: true }), [2, 2], [6.5, 3.875, 3.875, 10.0625]),
    one(
      () =>
        matMul(fixedX, constant(Float32Array.of(1, 0, 2, 1), [2, 2]), { transposeA: true, transposeB: true }),
      [3, 2],
      [0.5, 4, -1.5, -3.25, 2, 5],
    ),
    one(() => matMul(cube, constant(Float32Array.of(1, 10), [2, 1])), [2, 3, 1], [21, 43, 65, 87, 109, 131]),
    one(
      () => matMul(cube, constant(Float32Array.of(1, 1, 1, -1), [2, 2, 1])),
      [2, 3, 1],
      [3, 7, 11, -1, -1, -1],
    ),
  ],
  Shape: [one(() => shapeOf(cube), [3], [2, 3, 2]), one(() => shapeOf(cube, 1, 2), [1], [3])],
  Range: [one(() => range(shapeOf(cube, 1, 2), 'middle'), [3], [0, 1, 2])],
  ReshapeTo: [one(() => reshapeTo(x, int64s([3, 2]), [3, 2]), [3, 2], X)],
  Expand: [
    one(() => expand(v, int64s([2, 3]), [2, 3]), [2, 3], [...V, ...V]),
    one(() => expand(scalar(7), shapeOf(x), x.shape), [2, 3], [7, 7, 7, 7, 7, 7]),
  ],
  Flatten: [one(() => flatten(cube), [6, 2], CUBE)],
  Transpose: [
    one(() => transpose(x, [1, 0]), [3, 2], [0.5, 3, -1.5, -0.25, 2, 1]),
    one(() => transpose(cube, [1, 2, 0]), [3, 2, 2], [1, 7, 2, 8, 3, 9, 4, 10, 5, 11, 6, 12]),
  ],
  Concat: [
    one(() => concat([x, unsqueeze(v, 0)], 0), [3, 3], [...X, ...V]),
    one(
      () => concat([cube, slice(cube, -1, 0, 1)], -1),
      [2, 3, 3],
      CUBE.flatMap((n) => (n % 2 ? n : [n, n - 1])),
    ),
  ],
  Split: [
    {
      build: () => split(x, [1, 2], -1),
      dims: [
        [2, 1],
        [2, 2],
      ],
      data: [
        [0.5, 3],
        [-1.5, 2, -0.25, 1],
      ],
    },
  ],
  Slice: [
    one(() => slice(x, -1, 1, 3), [2, 2], [-1.5, 2, -0.25, 1]),
    one(() => slice(cube, 0, 1, 2), [1, 3, 2], [7, 8, 9, 10, 11, 12]),
  ],
  Pad: [
    one(() => pad(x, -1, 1, 2), [2, 6], [0, 0.5, -1.5, 2, 0, 0, 0, 3, -0.25, 1, 0, 0]),
    one(() => pad(v, 0, 0, 1), [4], [...V, 0]),
  ],
  Shift: [
    one(() => shift(cube, 1), [2, 3, 2], [0, 0, 0, 0, 0, 0, ...CUBE.slice(0, 6)]),
    one(() => shift(cube, -1), [2, 3, 2], [...CUBE.slice(6), 0, 0, 0, 0, 0, 0]),
    one(() => shift(x, 5), [2, 3], [0, 0, 0, 0, 0, 0]),
    one(() => shift(x, -5), [2, 3], [0, 0, 0, 0, 0, 0]),
  ],
  Squeeze: [one(() => squeeze(unsqueeze(x, 1), -2), [2, 3], X)],
  Unsqueeze: [
    one(() => unsqueeze(x, 0), [1, 2, 3], X),
    one(() => unsqueeze(x, -1), [2, 3, 1], X),
    one(() => unsqueeze(x, 1), [2, 1, 3], X),
  ],
  ReduceSum: [
    one(() => reduceSum(x, [-1]), [2], [1, 3.75]),
    one(() => reduceSum(x, [0], true), [1, 3], [3.5, -1.75, 3]),
    one(() => reduceSum(cube, [2, 0]), [3], [18, 26, 34]),
  ],
  ReduceMax: [
    one(() => reduceMax(x, [-1], true), [2, 1], [2, 3]),
    one(() => reduceMax(x, [0]), [3], [3, -0.25, 2]),
  ],
  LogSoftmax: [
    one(
      () => logSoftmax(x),
      [2, 3],
      X.map((entry, index) => entry - logTotal(index < 3 ? X.slice(0, 3) : X.slice(3))),
    ),
  ],
  Gather: [
    one(
      () => gather(x, places),
      [4, 3],
      PLACES.flatMap((row) => X.slice(3 * row, 3 * row + 3)),
    ),
    one(() => gather(v, constant(Int32Array.of(2, 0), [2, 1])), [2, 1], [0.5, 2]),
  ],
  GatherElements: [
    one(() => gatherElements(x, constant(Int32Array.of(2, 2, 0, 1), [2, 2])), [2, 2], [2, 2, 3, -0.25]),
  ],
  ScatterAdd: [
    one(
      () => scatterAdd([3, 2], places, constant(Float32Array.from(CUBE).subarray(0, 8), [4, 2])),
      [3, 2],
      [3, 4, 13, 16, 0, 0],
    ),
    one(
      () => scatterAdd([2], unsqueeze(places, 0), constant(Float32Array.of(1, 2, 4, 8), [1, 4])),
      [2],
      [2, 13],
    ),
    one(
      () => scatterAdd([2, 3, 2], constant(Int32Array.of(1, 1), [2]), cube),
      [2, 3, 2],
      [0, 0, 0, 0, 0, 0, 8, 10, 12, 14, 16, 18],
    ),
  ],
  ScatterElementsAdd: [
    one(
      () =>
        scatterElementsAdd(
          x,
          constant(Int32Array.of(0, 0, 2, 1), [2, 2]),
          constant(Float32Array.of(1, 10, 100, 1000), [2, 2]),
        ),
      [2, 3],
      [11.5, -1.5, 2, 3, 999.75, 101],
    ),
  ],
  Scan: [
    {
      build: () => {
        const { final, outputs } = scan({
          initial: [scalar(1)],
          sequences: [v],
          step: ([product], [factor]) => ({ state: [mul(product!, factor!)], outputs: [product!] }),
        });
        return [...final, ...outputs];
      },
      dims: [[], [3]],
      data: [[-4], [1, 2, -8]],
    },
  ],
  FusedRecurrent: [
    one(
      () =>
        fusedRecurrent(
          { operator: 'RNN', hidden: 1, direction: 'reverse', options: {} },
          {
            x: unsqueeze(transpose(x, [1, 0]), 2),
            W: constant(Float32Array.of(0.5), [1, 1, 1]),
            R: constant(Float32Array.of(-1), [1, 1, 1]),
            b: constant(Float32Array.of(0.1, 0.2), [1, 2]),
            lengths: constant(Int32Array.of(3, 1), [2]),
          },
        ),
      [3, 1, 2, 1],
      (() => {
        const at2 = Math.tanh(0.5 * 2 + 0.3);
        const at1 = Math.tanh(0.5 * -1.5 + 0.3 - at2);
        const at0 = Math.tanh(0.5 * 0.5 + 0.3 - at1);
        return [at0, Math.tanh(0.5 * 3 + 0.3), at1, 0, at2, 0];
      })(),
    ),
  ],
};

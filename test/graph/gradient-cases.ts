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
  gather,
  gatherElements,
  int64s,
  log,
  logSoftmax,
  matMul,
  mul,
  neg,
  pad,
  reduceSum,
  relu,
  reshapeLike,
  reshapeTo,
  scan,
  shapeOf,
  shift,
  sigmoid,
  slice,
  split,
  squeeze,
  sub,
  sumAll,
  tanh,
  transpose,
  unsqueeze,
  where,
} from '../../src/graph/ops/index.ts';
import type { WithoutGradient } from '../../src/graph/rules/index.ts';
import { dimOf, type Shape, type Value } from '../../src/graph/value.ts';
import type { Given } from '../helpers/run-graph.ts';

/** Builds a small graph around one operator; all of its float inputs are differentiated by. */
export type GradientCase = (given: Given) => Value | readonly Value[];

type Cases = Readonly<Record<string, GradientCase>>;

const timeBatch3: Shape = ['time', 'batch', 3];

const unary = (operator: (x: Value) => Value, positive = false): Cases => ({
  'a scalar': (given) => operator(positive ? given.positive('x', []) : given.float('x', [])),
  'named axes': (given) =>
    operator(positive ? given.positive('x', timeBatch3) : given.float('x', timeBatch3)),
});

const binary = (operator: (a: Value, b: Value) => Value): Cases => {
  const pair =
    (a: Shape, b: Shape): GradientCase =>
    (given) =>
      operator(given.float('a', a), given.float('b', b));
  return {
    'equal shapes': pair([2, 3], [2, 3]),
    'a row on the right': pair(timeBatch3, [3]),
    'a row on the left': pair([3], timeBatch3),
    'a scalar on the right': pair(timeBatch3, []),
    'a scalar on the left': pair([], timeBatch3),
    'a column on the right': pair(timeBatch3, ['time', 'batch', 1]),
    'both sides broadcast': pair(['time', 1, 3], ['batch', 1]),
    'both sides broadcast, no axis missing': pair([1, 'batch', 3], ['time', 1, 1]),
    'a missing leading axis and an axis of 1': pair(timeBatch3, [1, 3]),
    'one value on both sides': (given) => {
      const x = given.float('x', [2, 3]);
      return operator(x, x);
    },
  };
};

const product =
  (a: Shape, b: Shape, transposeA = false, transposeB = false): GradientCase =>
  (given) =>
    matMul(given.float('a', a), given.float('b', b), { transposeA, transposeB });

const whereCase =
  (condition: Shape, bits: readonly number[], a: Shape, b: Shape): GradientCase =>
  (given) =>
    where(given.bool('condition', condition, bits), given.float('a', a), given.float('b', b));

const sums =
  (shape: Shape, axes: readonly number[], keepDims = false): GradientCase =>
  (given) =>
    reduceSum(given.float('x', shape), axes, keepDims);

/** One more step of an Elman network under a mask, with what each rule of the loop can meet. */
const elman =
  (reverse: boolean): GradientCase =>
  (given) => {
    const [R, b] = [given.float('R', [3, 3]), given.float('b', [3])];
    const mask = given.bool('mask', ['time', 'batch', 1], [1, 1, 1, 0, 1, 0]);
    const { final, outputs } = scan({
      initial: [given.float('h', ['batch', 3])],
      sequences: [given.float('x', timeBatch3), mask],
      reverse,
      step: ([h], [x, now]) => {
        const next = where(now!, tanh(add(add(x!, matMul(h!, R)), b)), h!);
        return { state: [next], outputs: [next] };
      },
    });
    return [...final, ...outputs];
  };

/** For every operator that has a gradient, the graphs that it is checked on. */
export const gradientCases: { readonly [K in Exclude<OpKind, WithoutGradient>]: Cases } = {
  Neg: unary(neg),
  Exp: unary(exp),
  Log: unary(log, true),
  Sigmoid: unary(sigmoid),
  Tanh: unary(tanh),
  Relu: unary(relu),
  Add: binary(add),
  Sub: binary(sub),
  Mul: binary(mul),
  Div: binary(div),
  Where: {
    'equal shapes': whereCase([2, 2], [1, 0, 0, 1], [2, 2], [2, 2]),
    'a mask that broadcasts': whereCase(['time', 'batch', 1], [1, 0, 0, 1, 1, 0], timeBatch3, timeBatch3),
    'sides that broadcast': whereCase(['time', 'batch', 1], [1, 0, 0, 1, 1, 0], [3], ['batch', 3]),
    'a condition of missing axes': whereCase([3], [1, 0, 1], timeBatch3, []),
  },
  Cast: {
    'no gradient passes through whole numbers': (given) => {
      const x = given.float('x', [2, 3], [1.5, -2.4, 3.3, 0.5, -0.4, 7.6]);
      return mul(cast(cast(x, 'int32'), 'float32'), constant(Float32Array.of(5), []));
    },
    'a mask as a factor': (given) => {
      const mask = given.bool('mask', ['time', 'batch', 1], [1, 0, 0, 1, 1, 0]);
      return mul(given.float('x', timeBatch3), cast(mask, 'float32'));
    },
  },
  MatMul: {
    'two matrices': product([2, 3], [3, 4]),
    'left transposed': product([3, 2], [3, 4], true),
    'right transposed': product([2, 3], [4, 3], false, true),
    'both transposed': product([3, 2], [4, 3], true, true),
    'named rows': product(['batch', 3], [3, 2]),
    'a named inner axis': product([2, 'time'], ['time', 3]),
    'a named inner axis, left transposed': product(['time', 2], ['time', 3], true),
    'a batch of rows times one matrix': product(timeBatch3, [3, 4]),
    'rank 4 times one matrix': product([2, 'time', 'batch', 3], [3, 2]),
    'batches of matrices': product(['batch', 2, 3], ['batch', 3, 4]),
    'batches with named inner axes': product(['batch', 2, 'time'], ['batch', 'time', 3]),
    'rank 4 batches': product([2, 'batch', 2, 3], [2, 'batch', 3, 2]),
    'one matrix times batches': product([2, 3], ['batch', 3, 4]),
    'batches of which both broadcast': product(['time', 1, 2, 3], ['batch', 3, 2]),
    'one matrix with itself': (given) => {
      const x = given.float('x', [3, 3]);
      return matMul(x, x);
    },
    'one matrix with itself transposed': (given) => {
      const x = given.float('x', ['time', 3]);
      return matMul(x, x, { transposeB: true });
    },
  },
  Flatten: {
    'named axes': (given) => flatten(given.float('x', timeBatch3)),
    'fixed axes': (given) => flatten(given.float('x', [2, 2, 1, 3])),
    'one fixed, one named': (given) => flatten(given.float('x', ['time', 2, 3])),
  },
  ReshapeTo: {
    'to fixed sizes': (given) => reshapeTo(given.float('x', [2, 6]), int64s([3, 4]), [3, 4]),
    'like another, named': (given) => {
      const like = given.float('like', timeBatch3);
      return mul(reshapeLike(given.float('x', ['time', 3, 'batch']), like), like);
    },
  },
  Expand: {
    'a scalar': (given) => expand(given.float('x', []), int64s([2, 3]), [2, 3]),
    'an axis of 1': (given) => expand(given.float('x', [2, 1, 3]), int64s([2, 4, 3]), [2, 4, 3]),
    'missing and named axes': (given) => {
      const like = given.float('like', timeBatch3);
      return mul(expand(given.float('x', ['batch', 1]), shapeOf(like), like.shape), like);
    },
  },
  Transpose: {
    'two axes': (given) => transpose(given.float('x', ['time', 3]), [1, 0]),
    'a cycle of three, whose reverse is another': (given) =>
      transpose(given.float('x', timeBatch3), [1, 2, 0]),
    'four axes': (given) => transpose(given.float('x', [2, 'time', 'batch', 3]), [2, 0, 3, 1]),
  },
  Concat: {
    'the last axis by a negative number': (given) =>
      concat([given.float('a', timeBatch3), given.float('b', ['time', 'batch', 1])], -1),
    'the first axis': (given) =>
      concat(
        [given.float('a', [1, 'batch']), given.float('b', [2, 'batch']), given.float('c', [3, 'batch'])],
        0,
      ),
    'one value twice': (given) => {
      const x = given.float('x', [2, 2]);
      return concat([x, given.float('y', [2, 1]), x], 1);
    },
  },
  Split: {
    'all parts used': (given) => split(given.float('x', timeBatch3), [1, 2], -1),
    'a part in the middle used': (given) => [split(given.float('x', ['time', 6]), [1, 3, 2], 1)[1]!],
    'the last part used': (given) => [split(given.float('x', [6, 'batch']), [1, 3, 2], 0)[2]!],
    'parts used together': (given) => {
      const [a, b] = split(given.float('x', ['time', 4]), [2, 2], -1);
      return mul(a!, tanh(b!));
    },
  },
  Slice: {
    'the start': (given) => slice(given.float('x', ['time', 4]), -1, 0, 3),
    'the middle': (given) => slice(given.float('x', [5, 'batch']), 0, 1, 3),
    'the end': (given) => slice(given.float('x', [2, 4, 3]), -2, 2, 4),
  },
  Pad: {
    'before and after': (given) => pad(given.float('x', ['time', 2]), -1, 2, 1),
    after: (given) => pad(given.float('x', [2, 'batch']), 0, 0, 1),
    'in the middle axis': (given) => pad(given.float('x', [2, 2, 2]), -2, 1, 0),
  },
  Shift: {
    'later in time': (given) => shift(given.float('x', timeBatch3), 1),
    'earlier in time': (given) => shift(given.float('x', timeBatch3), -1),
    'out of sight': (given) => shift(given.float('x', [2, 3]), 4),
  },
  Squeeze: {
    'the first axis': (given) => squeeze(given.float('x', [1, 'time', 3]), 0),
    'a negative axis': (given) => squeeze(given.float('x', ['time', 1, 3]), -2),
  },
  Unsqueeze: {
    'the first axis': (given) => unsqueeze(given.float('x', ['time', 3]), 0),
    'the last axis by a negative number': (given) => unsqueeze(given.float('x', ['time', 3]), -1),
    'the middle': (given) => unsqueeze(given.float('x', ['time', 3]), 1),
  },
  ReduceSum: {
    'the last axis': sums(timeBatch3, [-1]),
    'the last axis, kept': sums(timeBatch3, [-1], true),
    'named axes': sums(timeBatch3, [0, 1]),
    'named axes in another order': sums(timeBatch3, [1, 0]),
    'the outer axes, kept': sums([2, 'time', 3], [0, -1], true),
    'axes around one that stays': sums([2, 'time', 3], [2, 0]),
    'all axes': (given) => sumAll(given.float('x', timeBatch3)),
  },
  LogSoftmax: {
    'a matrix': (given) => logSoftmax(given.float('x', [2, 4])),
    'named axes': (given) => logSoftmax(given.float('x', timeBatch3)),
  },
  Gather: {
    'repeated rows': (given) => gather(given.float('table', [4, 2]), given.int('rows', [5], [1, 3, 1, 0, 1])),
    'rows of any rank': (given) =>
      gather(given.float('table', [3, 2]), given.int('rows', ['time', 'batch'], [0, 2, 2, 2, 0, 0])),
    'a vector': (given) => gather(given.float('table', [4]), given.int('rows', ['time'], [3, 3, 0])),
    'rows that are matrices': (given) =>
      gather(given.float('table', [3, 2, 2]), given.int('rows', ['batch', 2], [2, 0, 2, 2])),
  },
  GatherElements: {
    'one a row': (given) =>
      gatherElements(given.float('x', timeBatch3), given.int('at', ['time', 'batch', 1], [0, 2, 1, 1, 2, 0])),
    'one element several times': (given) =>
      gatherElements(given.float('x', [2, 3]), given.int('at', [2, 4], [0, 0, 2, 0, 1, 2, 1, 1])),
  },
  Scan: {
    forward: elman(false),
    'in reverse': elman(true),
  },
};

/** Graphs in which several gradients meet; none of them is about a single operator. */
export const meetingCases: Cases = {
  'a value used by several operators': (given) => {
    const x = given.float('x', timeBatch3);
    return add(mul(x, tanh(x)), sub(exp(x), reduceSum(x, [0], true)));
  },
  'an input that is also an output': (given) => {
    const x = given.float('x', [2, 3]);
    return [x, mul(x, x)];
  },
  'one output twice': (given) => {
    const y = tanh(given.float('x', [2, 3]));
    return [y, y];
  },
  'outputs that build on each other': (given) => {
    const h = tanh(given.float('x', ['batch', dimOf(given.float('W', [3, 2]), 0)]));
    return [h, matMul(h, given.floats[0]!)];
  },
};

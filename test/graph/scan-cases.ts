import {
  add,
  exp,
  matMul,
  mul,
  type ScanOptions,
  type ScanResult,
  sigmoid,
  slice,
  squeeze,
  sub,
  tanh,
  where,
} from '../../src/graph/ops/index.ts';
import type { Shape, Value } from '../../src/graph/value.ts';
import type { Given } from '../helpers/run-graph.ts';

/** A loop over `[4, batch, 3]` made of what `given` is asked for; answers what of it is the loss's business. */
export type Loop = (
  given: Given,
  loop: (options: ScanOptions) => ScanResult,
  reverse: boolean,
) => readonly Value[];

/** How many steps the loops take. */
export const time = 4;
const sequence: Shape = [time, 'batch', 3];
const all = ({ final, outputs }: ScanResult): Value[] => [...final, ...outputs];

/** h' = tanh(x + h R + b), putting out h'. */
export function elman(
  given: Given,
  loop: (options: ScanOptions) => ScanResult,
  reverse: boolean,
): ScanResult {
  const [R, b] = [given.float('R', [3, 3]), given.float('b', [3])];
  return loop({
    initial: [given.float('h', ['batch', 3])],
    sequences: [given.float('x', sequence)],
    reverse,
    step: ([h], [x]) => {
      const next = tanh(add(add(x!, matMul(h!, R)), b));
      return { state: [next], outputs: [next] };
    },
  });
}

/** What a loop can be made of, and what its gradient can be asked for by. */
export const loops: Readonly<Record<string, Loop>> = {
  'the gradient of final states and outputs': (...args) => all(elman(...args)),
  'the gradient of final states only': (...args) => elman(...args).final,
  'the gradient of outputs only': (...args) => elman(...args).outputs,
  'several states, of which one is no output': (given, loop, reverse) => {
    const R = given.float('R', [3, 6]);
    const initial = [given.float('h', ['batch', 3]), given.float('c', ['batch', 3])];
    const { final } = loop({
      initial,
      sequences: [given.float('x', [time, 'batch', 6])],
      reverse,
      step: ([h, c], [x]) => {
        const gates = add(x!, matMul(h!, R));
        const memory = add(mul(c!, sigmoid(slice(gates, -1, 0, 3))), tanh(slice(gates, -1, 3, 6)));
        return { state: [tanh(memory), memory], outputs: [] };
      },
    });
    return [final[0]!];
  },
  'several sequences and outputs, of which one is unused': (given, loop, reverse) => {
    const { outputs } = loop({
      initial: [given.float('h', ['batch', 3])],
      sequences: [given.float('x', sequence), given.float('y', [time, 3])],
      reverse,
      step: ([h], [x, y]) => {
        const next = tanh(add(mul(h!, y!), x!));
        return { state: [next], outputs: [sigmoid(next), exp(x!), mul(next, y!)] };
      },
    });
    return [outputs[0]!, outputs[2]!];
  },
  'a capture that is a weight of one product and a factor elsewhere': (given, loop, reverse) => {
    const W = given.float('W', [3, 3]);
    return all(
      loop({
        initial: [given.float('h', [3, 3])],
        sequences: [given.float('x', [time, 3, 3])],
        reverse,
        step: ([h], [x]) => {
          const next = tanh(add(matMul(h!, W), mul(x!, W)));
          return { state: [next], outputs: [next] };
        },
      }),
    );
  },
  'a capture that is the weight of two products, and the left side of a third': (given, loop, reverse) => {
    const W = given.float('W', [3, 3]);
    return all(
      loop({
        initial: [given.float('h', [3, 3])],
        sequences: [given.float('x', [time, 3, 3])],
        reverse,
        step: ([h], [x]) => {
          const next = tanh(add(add(matMul(h!, W), matMul(x!, W)), matMul(W, h!)));
          return { state: [next], outputs: [next] };
        },
      }),
    );
  },
  'captures of which one depends on the other: weights of products': (given, loop, reverse) => {
    const W = given.float('W', [3, 3]);
    const [twice, product] = [tanh(W), matMul(W, given.float('V', [3, 3]))];
    return all(
      loop({
        initial: [given.float('h', ['batch', 3])],
        sequences: [given.float('x', sequence)],
        reverse,
        step: ([h], [x]) => {
          const next = tanh(add(add(matMul(h!, W), matMul(x!, twice)), matMul(h!, product)));
          return { state: [next], outputs: [next] };
        },
      }),
    );
  },
  'captures of which one depends on the other: factors': (given, loop, reverse) => {
    const b = given.float('b', [3]);
    const square = mul(b, b);
    return all(
      loop({
        initial: [given.float('h', ['batch', 3])],
        sequences: [given.float('x', sequence)],
        reverse,
        step: ([h], [x]) => ({ state: [tanh(add(mul(h!, b), mul(x!, square)))], outputs: [] }),
      }),
    );
  },
  'a transposed product, which stays in the loop': (given, loop, reverse) => {
    const W = given.float('W', [3, 3]);
    return all(
      loop({
        initial: [given.float('h', ['batch', 3])],
        sequences: [given.float('x', sequence)],
        reverse,
        step: ([h], [x]) => ({ state: [tanh(add(x!, matMul(h!, W, { transposeB: true })))], outputs: [] }),
      }),
    );
  },
  'products of rank 3': (given, loop, reverse) => {
    const W = given.float('W', [3, 3]);
    return all(
      loop({
        initial: [given.float('h', [2, 'batch', 3])],
        sequences: [given.float('x', sequence)],
        reverse,
        step: ([h], [x]) => ({ state: [tanh(add(x!, matMul(h!, W)))], outputs: [h!] }),
      }),
    );
  },
  'a capture of named axes': (given, loop, reverse) => {
    const keys = given.float('keys', ['batch', 3]);
    return all(
      loop({
        initial: [given.float('h', ['batch', 3])],
        sequences: [given.float('x', sequence)],
        reverse,
        step: ([h], [x]) => ({ state: [tanh(add(mul(keys, h!), x!))], outputs: [] }),
      }),
    );
  },
  'a mask that keeps states as they are': (given, loop, reverse) => {
    const mask = given.bool('mask', [time, 'batch', 1], [1, 1, 1, 1, 1, 0, 0, 0]);
    const R = given.float('R', [3, 3]);
    return all(
      loop({
        initial: [given.float('h', ['batch', 3])],
        sequences: [given.float('x', sequence), mask],
        reverse,
        step: ([h], [x, now]) => {
          const next = where(now!, tanh(add(x!, matMul(h!, R))), h!);
          return { state: [next], outputs: [next] };
        },
      }),
    );
  },
  'a state that is passed on unchanged': (given, loop, reverse) =>
    all(
      loop({
        initial: [given.float('kept', ['batch', 3]), given.float('h', ['batch', 3])],
        sequences: [given.float('x', sequence)],
        reverse,
        step: ([kept, h], [x]) => ({ state: [kept!, tanh(add(mul(kept!, h!), x!))], outputs: [] }),
      }),
    ),
  'an output that is the incoming state': (given, loop, reverse) =>
    loop({
      initial: [given.float('h', ['batch', 3])],
      sequences: [given.float('x', sequence)],
      reverse,
      step: ([h], [x]) => ({ state: [tanh(add(h!, x!))], outputs: [h!, h!] }),
    }).outputs,
  'an output that is a slice, and one that is a capture': (given, loop, reverse) => {
    const capture = given.float('capture', ['batch', 3]);
    return loop({
      initial: [given.float('h', ['batch', 3])],
      sequences: [given.float('x', sequence)],
      reverse,
      step: ([h], [x]) => ({ state: [mul(h!, x!)], outputs: [x!, capture] }),
    }).outputs;
  },
  'a state that becomes a capture': (given, loop, reverse) => {
    const capture = given.float('capture', ['batch', 3]);
    return all(
      loop({
        initial: [given.float('h', ['batch', 3])],
        sequences: [given.float('x', sequence)],
        reverse,
        step: ([h], [x]) => ({ state: [capture], outputs: [mul(h!, x!)] }),
      }),
    );
  },
  'steps that read nothing back: a sum over time': (given, loop, reverse) =>
    loop({
      initial: [given.float('h', ['batch', 3])],
      sequences: [given.float('x', sequence)],
      reverse,
      step: ([h], [x]) => ({ state: [sub(h!, x!)], outputs: [] }),
    }).final,
  'outputs without states': (given, loop, reverse) => {
    const W = given.float('W', [3, 2]);
    return loop({
      initial: [],
      sequences: [given.float('x', sequence)],
      reverse,
      step: (_, [x]) => ({ state: [], outputs: [tanh(matMul(x!, W))] }),
    }).outputs;
  },
  'two loops, one over the outputs of the other': (given, loop, reverse) => {
    const { outputs } = elman(given, loop, reverse);
    const S = given.float('S', [3, 3]);
    return loop({
      initial: [given.float('g', ['batch', 3])],
      sequences: [mul(outputs[0]!, given.float('m', ['batch', 3]))],
      reverse: !reverse,
      step: ([g], [x]) => ({ state: [tanh(add(x!, matMul(g!, S)))], outputs: [] }),
    }).final;
  },
  'states that start from a value that is also a capture and a sequence': (given, loop, reverse) => {
    const x = given.float('x', [time, 3, 3]);
    const first = squeeze(slice(x, 0, 0, 1), 0);
    return all(
      loop({
        initial: [first],
        sequences: [x],
        reverse,
        step: ([h], [now]) => ({ state: [tanh(add(matMul(h!, first), now!))], outputs: [] }),
      }),
    );
  },
};

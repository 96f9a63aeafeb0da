import { describe, expect, it } from 'vitest';
import { gradients } from '../../src/graph/gradients.ts';
import { buildModel } from '../../src/graph/model.ts';
import {
  add,
  concat,
  exp,
  input,
  matMul,
  mul,
  neg,
  reduceSum,
  type ScanOptions,
  type ScanResult,
  scalar,
  scan,
  sigmoid,
  slice,
  squeeze,
  sub,
  sumAll,
  tanh,
  unsqueeze,
  where,
} from '../../src/graph/ops/index.ts';
import { GraphError, type Shape, type Value } from '../../src/graph/value.ts';
import { checkGradients } from '../helpers/check-graph-gradients.ts';
import { bodyOf, decodeModel, loopsOf, operatorCounts, productsOf } from '../helpers/read-graph.ts';
import { Given, relativeError, runGraph } from '../helpers/run-graph.ts';

/** A loop over `[4, batch, 3]` made of what `given` is asked for; answers what of it is the loss's business. */
type Loop = (given: Given, loop: (options: ScanOptions) => ScanResult, reverse: boolean) => readonly Value[];

const time = 4;
const sequence: Shape = [time, 'batch', 3];
const all = ({ final, outputs }: ScanResult): Value[] => [...final, ...outputs];

/** h' = tanh(x + h R + b), putting out h'. */
function elman(given: Given, loop: (options: ScanOptions) => ScanResult, reverse: boolean): ScanResult {
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

const loops: Readonly<Record<string, Loop>> = {
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

/** The same steps written out one after the other, for a fixed number of them. */
function unrolled({ initial, sequences, reverse = false, step }: ScanOptions): ScanResult {
  let state = [...initial];
  const outputs: Value[][] = [];
  const order = [...Array(time).keys()];
  for (const now of reverse ? order.reverse() : order) {
    const slices = sequences.map((x) => squeeze(slice(x, 0, now, now + 1), 0));
    const done = step(state, slices);
    state = [...done.state];
    outputs[now] = [...done.outputs];
  }
  const stacked = outputs[0]!.map((_, output) =>
    concat(
      outputs.map((now) => unsqueeze(now[output]!, 0)),
      0,
    ),
  );
  return { final: state, outputs: stacked };
}

describe.each([
  ['forward', false],
  ['in reverse', true],
] as const)('scan %s', (_, reverse) => {
  it.each(Object.keys(loops))('has the gradient that differences give: %s', async (name) => {
    const given = new Given({ batch: 2 });
    const of = loops[name]!(given, scan, reverse);
    expect(await checkGradients({ of, by: given.floats, feeds: given.feeds })).toBeLessThan(1);
  });

  it.each(Object.keys(loops))('equals its steps written out: %s', async (name) => {
    const results = [scan, unrolled].map(async (loop) => {
      const given = new Given({ batch: 2 });
      const of = loops[name]!(given, loop, reverse);
      const loss = of.map((value) => sumAll(mul(value, value))).reduce(add);
      const found = gradients({ of: [loss], seeds: [scalar(1)], by: given.floats });
      const named = found.flatMap((g, index) => (g ? [[`g${index}`, g] as const] : []));
      const values = of.map((value, index) => [`y${index}`, value] as const);
      return await runGraph(Object.fromEntries([...values, ...named]), given.feeds);
    });
    const [looped, written] = await Promise.all(results);
    for (const [key, numbers] of Object.entries(looped!)) {
      // What the written-out graph finds no gradient for, a loop may answer zeros for.
      const expected = written![key] ?? new Float32Array(numbers.length);
      expect(relativeError(numbers, expected), key).toBeLessThan(1e-5);
    }
  });

  it('runs over a length known only at run time, 1 included', async () => {
    for (const length of [1, 2, 5]) {
      const given = new Given({ batch: 2, time: length });
      const [R, x] = [given.float('R', [3, 3]), given.float('x', ['time', 'batch', 3])];
      const { final, outputs } = scan({
        initial: [given.float('h', ['batch', 3])],
        sequences: [x],
        reverse,
        step: ([h], [now]) => {
          const next = tanh(add(now!, matMul(h!, R)));
          return { state: [next], outputs: [next] };
        },
      });
      const of = [...final, ...outputs];
      expect(await checkGradients({ of, by: given.floats, feeds: given.feeds }), `${length}`).toBeLessThan(1);
    }
  });

  it('runs inside of a scan', async () => {
    const given = new Given({ batch: 2, time: 3, depth: 2 });
    const [W, b] = [given.float('W', [3, 3]), given.float('b', [3])];
    const inner = given.float('inner', ['depth', 'batch', 3]);
    const { final, outputs } = scan({
      initial: [given.float('h', ['batch', 3])],
      sequences: [given.float('x', ['time', 'batch', 3])],
      reverse,
      step: ([h], [x]) => {
        const within = scan({
          initial: [tanh(add(h!, b))],
          sequences: [inner],
          reverse: !reverse,
          step: ([g], [y]) => {
            const next = tanh(add(add(matMul(g!, W), mul(y!, x!)), b));
            return { state: [next], outputs: [next] };
          },
        });
        const next = add(matMul(within.final[0]!, W), reduceSum(within.outputs[0]!, [0]));
        return { state: [tanh(next)], outputs: [neg(next)] };
      },
    });
    const of = [...final, ...outputs];
    expect(await checkGradients({ of, by: given.floats, feeds: given.feeds })).toBeLessThan(1);
  });
});

describe('scan', () => {
  it('leaves outputs at their place in time when it runs in reverse', async () => {
    const given = new Given({ batch: 1 });
    const x = given.float('x', [3, 'batch'], [1, 10, 100]);
    const zero = given.float('zero', ['batch'], [0]);
    const sums = (reverse: boolean) =>
      scan({
        initial: [zero],
        sequences: [x],
        reverse,
        step: ([sum], [now]) => {
          const next = add(sum!, now!);
          return { state: [next], outputs: [next] };
        },
      }).outputs[0]!;
    const { there, back } = await runGraph({ there: sums(false), back: sums(true) }, given.feeds);
    expect([...there!]).toEqual([1, 11, 111]);
    expect([...back!]).toEqual([111, 110, 100]);
  });

  it('leaves the gradients of weights until after the loop, as one product each', () => {
    const given = new Given();
    const { final, outputs } = elman(given, scan, false);
    const of = [...final, ...outputs];
    const found = gradients({ of, seeds: of, by: given.floats });
    const { graph } = decodeModel(buildModel('test', Object.fromEntries(found.map((g, i) => [`g${i}`, g!]))));
    const [forward, backward, ...others] = loopsOf(graph).map(bodyOf);
    expect(others).toEqual([]);
    expect(productsOf(forward!)).toEqual([{ transA: 0, transB: 0 }]);
    // Only h's gradient, g R^T: nothing like h^T g.
    expect(productsOf(backward!)).toEqual([{ transA: 0, transB: 1 }]);
    expect(productsOf(graph)).toEqual([{ transA: 1, transB: 0 }]);
  });

  it('makes a graph whose size does not depend on the length', () => {
    const sizeFor = (length: number) => {
      const x = input('x', 'float32', [length, 2, 3]);
      const R = input('R', 'float32', [3, 3]);
      const { final } = scan({
        initial: [squeeze(slice(x, 0, 0, 1), 0)],
        sequences: [x],
        step: ([h], [now]) => ({ state: [tanh(add(now!, matMul(h!, R)))], outputs: [] }),
      });
      const [byX, byR] = gradients({ of: final, seeds: final, by: [x, R] });
      return operatorCounts(decodeModel(buildModel('test', { byX: byX!, byR: byR! })).graph);
    };
    expect(sizeFor(300)).toEqual(sizeFor(2));
  });

  it('keeps nothing of the forward pass when no gradient is built', () => {
    const { outputs } = elman(new Given(), scan, false);
    const { graph } = decodeModel(buildModel('test', { y: outputs[0]! }));
    expect(loopsOf(graph)[0]!.output).toHaveLength(2);
  });

  it('refuses a state that changes its shape or type, and a loop over nothing', () => {
    const x = input('x', 'float32', ['time', 2, 3]);
    const step = (next: (h: Value) => Value) => () =>
      scan({
        initial: [input('h', 'float32', [2, 3])],
        sequences: [x],
        step: ([h]) => ({ state: [next(h!)], outputs: [] }),
      });
    expect(step((h) => reduceSum(h, [0]))).toThrow(GraphError);
    expect(step((h) => unsqueeze(h, 0))).toThrow(GraphError);
    expect(() => scan({ initial: [], sequences: [], step: () => ({ state: [], outputs: [] }) })).toThrow(
      GraphError,
    );
  });
});

import { describe, expect, it } from 'vitest';
import { gradients } from '../../src/graph/gradients.ts';
import { buildModel } from '../../src/graph/model.ts';
import {
  add,
  concat,
  input,
  matMul,
  mul,
  neg,
  reduceSum,
  type ScanOptions,
  type ScanResult,
  scalar,
  scan,
  slice,
  squeeze,
  sumAll,
  tanh,
  unsqueeze,
} from '../../src/graph/ops/index.ts';
import { GraphError, type Value } from '../../src/graph/value.ts';
import { checkGradients } from '../helpers/check-graph-gradients.ts';
import { bodyOf, decodeModel, loopsOf, operatorCounts, productsOf } from '../helpers/read-graph.ts';
import { Given, relativeError, runGraph } from '../helpers/run-graph.ts';
import { elman, loops, time } from './scan-cases.ts';

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

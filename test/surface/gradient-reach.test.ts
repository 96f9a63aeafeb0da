import type { Tensor } from 'onnxruntime-node';
import { describe, expect, it } from 'vitest';
import { input, mul, sub, sumAll } from '../../src/graph/ops/index.ts';
import type { Cell } from '../../src/nn/cells/cell.ts';
import { elmanCell } from '../../src/nn/cells/elman.ts';
import { gruCell } from '../../src/nn/cells/gru.ts';
import { irnnCell } from '../../src/nn/cells/irnn.ts';
import { lstmCell } from '../../src/nn/cells/lstm.ts';
import { linear } from '../../src/nn/linear.ts';
import { FedParameters, scope } from '../../src/nn/parameters.ts';
import { recurrent } from '../../src/nn/recurrent.ts';
import { randomSource } from '../../src/random.ts';
import { addingBatch } from '../../src/surface/adding-problem.ts';
import { buildReachModel, measureReach } from '../../src/surface/gradient-reach.ts';
import { type ManyToOneSize, manyToOne, nudgeName } from '../../src/surface/many-to-one.ts';
import type { Feeds } from '../../src/training/session.ts';
import { differences, disagreement } from '../helpers/check-graph-gradients.ts';
import { floatTensor, intTensor, loadGraph, loadModel } from '../helpers/run-graph.ts';
import { parameterFeeds, parameterTensors, sequenceInput } from '../nn/layer.ts';

const size = { length: 5, batch: 2, inputs: 2, hidden: 3 };
const cells: [string, Cell][] = [
  ['elman', elmanCell()],
  ['irnn', irnnCell({ deviation: 0.5 })],
  ['lstm', lstmCell()],
  ['gru', gruCell()],
];

/** A batch of the adding problem, and weights of a cell on it. */
function given(cell: Cell, of: ManyToOneSize = size) {
  const { length, batch } = of;
  const { x, target } = addingBatch(randomSource('reach'), length, batch);
  const { specs } = manyToOne(cell, of, { nudged: false }).source;
  const weights = parameterTensors(specs);
  const tensors: Record<string, Tensor> = {
    x: floatTensor(x, [length, batch, 2]),
    target: floatTensor(target, [batch, 1]),
    lengths: intTensor(Array(batch).fill(length), [batch]),
    ...parameterFeeds(specs, weights),
  };
  return { x, target, tensors, weights };
}

/** Runs the measurement, with these tensors beside the nudges that it feeds. */
async function reachOf(cell: Cell, of: ManyToOneSize, tensors: Readonly<Record<string, Tensor>>) {
  const model = await loadModel(buildReachModel(cell, of));
  return await measureReach(cell, of, {}, async (nudges: Feeds) => {
    const zeros = Object.entries(nudges).map(([name, { data, dims }]) => [name, floatTensor(data, dims)]);
    const found = await model.run({ ...tensors, ...Object.fromEntries(zeros) });
    return Object.fromEntries(Object.entries(found).map(([name, data]) => [name, { data, dims: [] }]));
  });
}

describe.each(cells)('a many-to-one network of %s', (_, cell) => {
  it('has the loss that `recurrent` gives with a linear unit', async () => {
    const { tensors } = given(cell);
    const source = new FedParameters();
    const { final } = recurrent(source, sequenceInput(2), { cell, hidden: size.hidden, keepFinal: true });
    const y = linear(scope(source, 'output'), final[0]!, 1);
    const error = sub(y, input('target', 'float32', ['batch', 1]));
    const expected = await (await loadGraph({ loss: sumAll(mul(error, error)) })).run(tensors);
    const { loss } = manyToOne(cell, size, { nudged: false });
    const found = await (await loadGraph({ loss })).run(tensors);
    expect(found.loss![0]).toBeCloseTo(expected.loss![0]!, 5);
    expect(found.loss![0]).toBeGreaterThan(0.01);
  });

  it('has the gradients by its states that differences give', async () => {
    const { tensors } = given(cell);
    const { nudges } = manyToOne(cell, size, { nudged: true });
    const zeros = Object.entries(nudges).map(([state, { shape }]) => {
      const dims = shape as number[];
      return [nudgeName(state), floatTensor(new Float32Array(size.length * size.batch * dims[2]!), dims)];
    });
    const feeds: Record<string, Tensor> = { ...tensors, ...Object.fromEntries(zeros) };
    const model = await loadModel(buildReachModel(cell, size));
    const found = await model.run(feeds);
    const loss = async (moved: Readonly<Record<string, Tensor>>) => (await model.run(moved)).loss![0]!;
    expect(Object.keys(nudges).length).toBeGreaterThan(0);
    for (const state of Object.keys(nudges)) {
      const numeric = await differences(loss, feeds, nudgeName(state), found[state]!.keys());
      expect(disagreement(found[state]!, numeric)).toBeLessThan(1);
    }
  });
});

describe('the reach of gradients', () => {
  it('is the product of Jacobians for tanh', async () => {
    const alone = { ...size, length: 12, batch: 1 };
    const { x, target, tensors, weights } = given(elmanCell(), alone);
    const { h } = await reachOf(elmanCell(), alone, tensors);
    const expected = byJacobians(weights, x, target[0]!);
    expect(h).toHaveLength(12);
    for (const [distance, norm] of h!.entries()) {
      expect(Math.abs(norm / expected[distance]! - 1)).toBeLessThan(1e-4);
    }
    expect(expected[11]! / expected[0]!).toBeLessThan(0.9);
  });

  it('is the root mean square over sequences', async () => {
    const { tensors } = given(elmanCell());
    const { h } = await reachOf(elmanCell(), size, tensors);
    const model = await loadModel(buildReachModel(elmanCell(), size));
    const zero = floatTensor(new Float32Array(5 * 2 * 3), [5, 2, 3]);
    const gradient = (await model.run({ ...tensors, [nudgeName('h')]: zero })).h!;
    const norms = [0, 1].map((b) => Math.hypot(...gradient.subarray((4 * 2 + b) * 3, (4 * 2 + b + 1) * 3)));
    expect(h![0]).toBeCloseTo(Math.sqrt((norms[0]! ** 2 + norms[1]! ** 2) / 2), 5);
  });

  it('falls by the weight of one linear unit at each step, and is still told where its square is not', async () => {
    const unit = { length: 60, batch: 1, inputs: 2, hidden: 1 };
    const cell = elmanCell({ activation: (value) => value });
    const tensors = { ...given(cell, unit).tensors, R: floatTensor([0.25], [1, 1]) };
    const { h } = await reachOf(cell, unit, tensors);
    for (const distance of [1, 2, 30, 59]) {
      expect(Math.abs(h![distance]! / (h![0]! * 0.25 ** distance) - 1)).toBeLessThan(1e-4);
    }
    expect(Math.fround(h![59]! ** 2)).toBe(0);
  });
});

/** The gradient norms by distance from the end, by hand in double precision: h' = tanh(x W + b + h R). */
function byJacobians(weights: ReadonlyMap<string, Float32Array>, x: Float32Array, target: number): number[] {
  const [W, b, R, V, c] = ['W', 'b', 'R', 'output.W', 'output.b'].map((name) => [...weights.get(name)!]);
  const units = [0, 1, 2];
  const states = [[0, 0, 0]];
  for (let t = 0; t < x.length / 2; t++) {
    const before = states.at(-1)!;
    const sum = (j: number) =>
      b![j]! +
      [0, 1].reduce((total, i) => total + x[2 * t + i]! * W![3 * i + j]!, 0) +
      units.reduce((total, i) => total + before[i]! * R![3 * i + j]!, 0);
    states.push(units.map((j) => Math.tanh(sum(j))));
  }
  const y = c![0]! + units.reduce((total, j) => total + states.at(-1)![j]! * V![j]!, 0);
  let gradient = units.map((j) => 2 * (y - target) * V![j]!);
  const norms: number[] = [];
  for (const state of states.slice(1).reverse()) {
    norms.push(Math.hypot(...gradient));
    const later = gradient;
    gradient = units.map((i) =>
      units.reduce((total, j) => total + R![3 * i + j]! * (1 - state[j]! ** 2) * later[j]!, 0),
    );
  }
  return norms;
}

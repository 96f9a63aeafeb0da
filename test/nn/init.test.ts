import { describe, expect, it } from 'vitest';
import { gruCell } from '../../src/nn/cells/gru.ts';
import { buildCell, cellNames, cellSchema } from '../../src/nn/cells/index.ts';
import { irnnCell } from '../../src/nn/cells/irnn.ts';
import { lstmCell } from '../../src/nn/cells/lstm.ts';
import { lstmPeepholeCell } from '../../src/nn/cells/lstm-peephole.ts';
import {
  gateBias,
  glorotUniform,
  type Initializer,
  normal,
  orthogonalGates,
  zeros,
} from '../../src/nn/init.ts';
import { FedParameters, scope, storedParameters } from '../../src/nn/parameters.ts';
import { randomSource } from '../../src/random.ts';

const make = (initializer: Initializer, shape: readonly number[], seed = 'init') =>
  initializer(randomSource(seed), shape);

describe('initialisers', () => {
  it.each([
    ['glorotUniform', glorotUniform],
    ['normal', normal(0.1)],
    ['orthogonalGates', orthogonalGates],
  ])('draw the same numbers for the same seed, others for another: %s', (_, initializer) => {
    expect(make(initializer, [6, 24])).toEqual(make(initializer, [6, 24]));
    expect(make(initializer, [6, 24])).not.toEqual(make(initializer, [6, 24], 'another'));
    expect(make(initializer, [6, 24])).toHaveLength(144);
  });

  it('make each gate of recurrent weights orthogonal, and no two gates the same', () => {
    const hidden = 7;
    const gates = 4;
    const data = make(orthogonalGates, [hidden, gates * hidden]);
    const column = (index: number) =>
      Array.from({ length: hidden }, (_, row) => data[row * gates * hidden + index]!);
    const product = (a: number, b: number) =>
      column(a).reduce((sum, number, row) => sum + number * column(b)[row]!, 0);
    for (let gate = 0; gate < gates; gate++) {
      for (let i = 0; i < hidden; i++) {
        for (let j = 0; j < hidden; j++) {
          expect(product(gate * hidden + i, gate * hidden + j)).toBeCloseTo(Number(i === j), 5);
        }
      }
    }
    expect(column(0)).not.toEqual(column(hidden));
  });

  it('keep Glorot weights within their bounds, and use all of them', () => {
    const limit = Math.sqrt(6 / (20 + 80));
    const data = make(glorotUniform, [20, 80]);
    expect(Math.max(...data)).toBeLessThanOrEqual(limit);
    expect(Math.min(...data)).toBeGreaterThanOrEqual(-limit);
    expect(Math.max(...data)).toBeGreaterThan(0.98 * limit);
    expect(Math.min(...data)).toBeLessThan(-0.98 * limit);
    expect(Math.abs(data.reduce((sum, number) => sum + number, 0) / data.length)).toBeLessThan(0.02);
  });

  it('draw normal numbers of the given deviation', () => {
    const data = make(normal(0.1), [5000]);
    const variance = data.reduce((sum, number) => sum + number * number, 0) / data.length;
    expect(Math.sqrt(variance)).toBeCloseTo(0.1, 2);
  });

  it.each([
    ['lstm', lstmCell],
    ['lstm-peephole', lstmPeepholeCell],
  ])('open the forget gate, and no other: %s', (_, build) => {
    const bias = (settings: { forgetBias?: number }) => [...make(build(settings).layout(2).b!, [8])];
    expect(bias({})).toEqual([0, 0, 0, 0, 1, 1, 0, 0]);
    expect(bias({ forgetBias: 2.5 })).toEqual([0, 0, 0, 0, 2.5, 2.5, 0, 0]);
    expect([...make(gateBias(0, 3, 1), [2])]).toEqual([3, 0]);
    expect([...make(zeros, [2, 2])]).toEqual([0, 0, 0, 0]);
  });
});

describe('the first weights of a cell', () => {
  it('let the units of an IRNN add up what little they are given', () => {
    const { W, b, parameters } = irnnCell({ scale: 0.5, deviation: 0.01 }).layout(3);
    expect([...make(parameters.R!.initializer, [3, 3])]).toEqual([0.5, 0, 0, 0, 0.5, 0, 0, 0, 0.5]);
    expect(Math.max(...make(W!, [40, 3]).map(Math.abs))).toBeLessThan(0.05);
    expect(b).toBeUndefined();
    expect([...make(irnnCell().layout(2).parameters.R!.initializer, [2, 2])]).toEqual([1, 0, 0, 1]);
  });

  it('keep the memory of a GRU as its update gate is biased', () => {
    expect([...make(gruCell({ updateBias: 1.5 }).layout(2).b!, [6])]).toEqual([1.5, 1.5, 0, 0, 0, 0]);
    expect([...make(gruCell().layout(2).b!, [6])]).toEqual([0, 0, 0, 0, 0, 0]);
  });

  it('let no gate see the memory at first where there are peepholes', () => {
    const { P } = lstmPeepholeCell().layout(2).parameters;
    expect([...make(P!.initializer, P!.shape)]).toEqual([0, 0, 0, 0, 0, 0]);
  });

  it.each(cellNames)('fill their tensors, none beyond 1, and are the same for the same seed: %s', (name) => {
    const layout = buildCell(cellSchema.parse(name), { labels: 5 }).layout(8);
    for (const { shape, initializer } of Object.values(layout.parameters)) {
      const numbers = make(initializer, shape);
      expect(numbers).toHaveLength(shape.reduce((product, dim) => product * dim, 1));
      expect(numbers.every((number) => Math.abs(number) <= 1)).toBe(true);
      expect(make(initializer, shape)).toEqual(numbers);
    }
  });
});

describe('parameters', () => {
  const spec = { name: 'W', shape: [2], initializer: zeros };

  it('carry the prefixes of their scopes', () => {
    const source = new FedParameters();
    scope(scope(source, 'a'), 'b').parameter(spec);
    expect(source.specs.map(({ name }) => name)).toEqual(['a.b.W']);
  });

  it('are one tensor when asked for by one name twice', () => {
    const source = new FedParameters();
    expect(source.parameter(spec)).toBe(source.parameter(spec));
    expect(source.specs).toHaveLength(1);
  });

  it('come from the trained tensors when serving, and a missing one is named', () => {
    const stored = scope(storedParameters(new Map([['a.W', Float32Array.of(1, 2)]])), 'a');
    expect([...stored.stored!('W')]).toEqual([1, 2]);
    expect(stored.parameter(spec).node.op.kind).toBe('Constant');
    expect(() => stored.parameter({ ...spec, name: 'b' })).toThrow('a.b');
  });
});

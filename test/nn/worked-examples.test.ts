import { describe, expect, it } from 'vitest';
import { elmanCell } from '../../src/nn/cells/elman.ts';
import { lstmCell } from '../../src/nn/cells/lstm.ts';
import { linear } from '../../src/nn/linear.ts';
import { FedParameters, scope } from '../../src/nn/parameters.ts';
import { recurrent } from '../../src/nn/recurrent.ts';
import { floatTensor, loadGraph } from '../helpers/run-graph.ts';
import { padded, parameterFeeds, type Sentence, sequenceInput } from './layer.ts';

describe('a linear recurrent network with all weights one', () => {
  const run = async (sentence: Sentence): Promise<number[][]> => {
    const source = new FedParameters();
    const cell = elmanCell({ activation: (x) => x });
    const { outputs } = recurrent(source, sequenceInput(2), { cell, hidden: 2 });
    const y = linear(scope(source, 'output'), outputs, 2);
    const ones = source.specs.map(({ name, shape }) => {
      const length = shape.reduce((product, dim) => product * dim, 1);
      return [name, new Float32Array(length).fill(name.endsWith('b') ? 0 : 1)] as const;
    });
    const found = await (await loadGraph({ y })).run({
      ...parameterFeeds(source.specs, new Map(ones)),
      ...padded([sentence]),
    });
    return sentence.map((_, now) => [...found.y!.subarray(2 * now, 2 * now + 2)]);
  };

  it('remembers what came before', async () => {
    expect(
      await run([
        [1, 1],
        [1, 1],
        [2, 2],
      ]),
    ).toEqual([
      [4, 4],
      [12, 12],
      [32, 32],
    ]);
  });

  it('answers the same words in another order otherwise', async () => {
    expect(
      await run([
        [2, 2],
        [1, 1],
        [1, 1],
      ]),
    ).toEqual([
      [8, 8],
      [20, 20],
      [44, 44],
    ]);
  });
});

describe('an LSTM with weights set by hand', () => {
  it('stores, keeps, shows and forgets as its gates say', async () => {
    const source = new FedParameters();
    const cell = lstmCell({ activation: (x) => x });
    const { outputs, final } = recurrent(source, sequenceInput(3), { cell, hidden: 1, keepFinal: true });
    // Columns: input gate, output gate, forget gate, candidate.
    const weights = {
      W: floatTensor([0, 0, 0, 1, 100, 0, 100, 0, 0, 100, 0, 0], [3, 4]),
      b: floatTensor([-10, -10, 10, 0], [4]),
      R: floatTensor([0, 0, 0, 0], [1, 4]),
    };
    const sentence = [
      [3, 1, 0],
      [4, 1, 0],
      [2, 0, 0],
      [1, 0, 1],
      [3, -1, 0],
    ];
    const { y, memory } = await (await loadGraph({ y: outputs, memory: final[1]! })).run({
      ...weights,
      ...padded([sentence]),
    });
    const expected = [0, 0, 0, 7, 0];
    for (const [now, number] of expected.entries()) expect(y![now]).toBeCloseTo(number, 2);
    expect(memory![0]).toBeCloseTo(0, 2);
  });
});

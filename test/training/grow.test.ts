import { describe, expect, it } from 'vitest';
import { buildCell, cellNames, cellSchema } from '../../src/nn/cells/index.ts';
import { randomSource } from '../../src/random.ts';
import { buildScoringModel, parametersOf } from '../../src/tasks/speech/graphs.ts';
import type { SpeechArchitecture } from '../../src/tasks/speech/network.ts';
import { growWeights } from '../../src/training/grow.ts';
import { WeightLayout } from '../../src/training/weights.ts';
import { floatTensor, intTensor, loadModel, relativeError } from '../helpers/run-graph.ts';
import { tinyTensors } from '../helpers/tiny-speech.ts';

const [time, batch, inputs] = [5, 2, 6];

function networkOf(cell: string, hidden: number, projection?: number): SpeechArchitecture {
  return {
    inputs,
    symbols: 5,
    cell: cellSchema.parse(cell),
    reading: 'bidirectional',
    layers: 2,
    hidden,
    ...(projection !== undefined && { projection }),
    dropout: { input: 0, between: 0, output: 0 },
  };
}

async function say(architecture: SpeechArchitecture, tensors: ReadonlyMap<string, Float32Array>) {
  const { bytes, parameters } = buildScoringModel(architecture);
  const random = randomSource('features');
  const weights = parameters.map(({ name, shape }) => [name, floatTensor(tensors.get(name)!, shape)]);
  const features = Float32Array.from({ length: time * batch * inputs }, () => random.normal());
  const said = await (await loadModel(bytes)).run({
    ...Object.fromEntries(weights),
    features: floatTensor(features, [time, batch, inputs]),
    lengths: intTensor([time, time], [batch]),
  });
  return said.logProbs!;
}

function grow(narrow: SpeechArchitecture, wide: SpeechArchitecture) {
  const tensors = tinyTensors(narrow, 3);
  const layout = new WeightLayout(parametersOf(wide));
  const widening = { from: narrow.hidden, to: wide.hidden };
  const flat = growWeights(parametersOf(narrow), tensors, { layout, widening, seed: 1 });
  return { tensors, grown: layout.tensors(flat) };
}

describe('a widened network', () => {
  it.each([
    ['lstm', undefined],
    ['lstm', 3],
    ['lstm-peephole', undefined],
    ['gru', undefined],
    ['elman', undefined],
    ['irnn', undefined],
  ])('of %s says what the narrow one said (projection %s)', async (cell, projection) => {
    const [narrow, wide] = [networkOf(cell, 4, projection), networkOf(cell, 7, projection)];
    const { tensors, grown } = grow(narrow, wide);
    expect(relativeError(await say(wide, grown), await say(narrow, tensors))).toBeLessThan(1e-5);
  });

  it('is made of every cell that says so, and of no other', () => {
    const settings = cellNames.map((name) => cellSchema.parse(name));
    const widening = settings.filter((cell) => buildCell(cell, { labels: 5 }).widens);
    expect(widening.map(({ name }) => name).toSorted()).toEqual([
      'elman',
      'gru',
      'irnn',
      'lstm',
      'lstm-peephole',
    ]);
  });

  it('has new units that hear different things', () => {
    const { grown } = grow(networkOf('lstm', 4), networkOf('lstm', 7));
    const W = grown.get('layer0.forward.W')!;
    const heard = [4, 5, 6].map((unit) => Array.from({ length: inputs }, (_, row) => W[row * 28 + unit]!));
    for (const weights of heard) expect(weights.some((weight) => weight !== 0)).toBe(true);
    expect(new Set(heard.map((weights) => weights.join())).size).toBe(3);
  });

  it('is not made narrower, nor of another kind', () => {
    expect(() => grow(networkOf('lstm', 7), networkOf('lstm', 4))).toThrow(/cannot be widened from 28 to 16/);
    expect(() => grow(networkOf('lstm', 4), networkOf('gru', 7))).toThrow(
      /could be widened|cannot be widened/,
    );
    expect(() => grow(networkOf('lstm', 4, 3), networkOf('lstm', 7))).toThrow(/cannot be widened/);
  });
});

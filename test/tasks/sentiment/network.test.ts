import type { Tensor } from 'onnxruntime-node';
import { describe, expect, it } from 'vitest';
import { type CellName, cellNames, cellSchema } from '../../../src/nn/cells/index.ts';
import type { ParameterSpec } from '../../../src/nn/parameters.ts';
import { type QuantizedTable, quantizeTable } from '../../../src/nn/quantized.ts';
import {
  buildScoringModel,
  buildServingModel,
  buildTrainingModel,
} from '../../../src/tasks/sentiment/graphs.ts';
import type { SentimentArchitecture } from '../../../src/tasks/sentiment/network.ts';
import { gradientName } from '../../../src/training/model.ts';
import { differences, disagreement } from '../../helpers/check-graph-gradients.ts';
import { type Feeds, floatTensor, intTensor, loadModel, relativeError } from '../../helpers/run-graph.ts';
import { parameterFeeds, parameterTensors } from '../../nn/layer.ts';

const frozen = {
  rows: 3,
  dimension: 3,
  vectors: Int8Array.of(100, -50, 25, 127, -128, 1, 30, 60, -90),
  scales: Float32Array.of(0.01, 0.02, 0.005),
};

/** Everything that the network can have, as small as it gets. */
function architecture(more: Partial<SentimentArchitecture> = {}): SentimentArchitecture {
  return {
    inputs: [
      { name: 'word', rows: 5, dimension: 3, combine: 'sum' },
      { name: 'vector', frozen },
    ],
    cell: cellSchema.parse('lstm'),
    reading: 'bidirectional',
    layers: 2,
    hidden: 2,
    attention: 2,
    dropout: { input: 0, between: 0, output: 0 },
    ...more,
  };
}

/** Each token as its rows of `word` and `vector`. */
const texts = [
  [
    [0, 2],
    [4, -1],
    [1, 0],
  ],
  [[2, 1]],
  [
    [3, 2],
    [3, 2],
    [-1, 0],
    [1, 1],
  ],
] as const;
const gold = [1, 0, 1];

/** Texts as feeds, padded to at least `time` tokens. */
function feedsOf(chosen: readonly number[], time = 0): Record<string, Tensor> {
  const batch = chosen.map((index) => texts[index]!);
  const longest = Math.max(time, ...batch.map(({ length }) => length));
  const rows = (of: 0 | 1) =>
    intTensor(
      Array.from({ length: longest }, (_, now) => batch.map((text) => text[now]?.[of] ?? -1)).flat(),
      [longest, batch.length, 1],
    );
  return {
    word: rows(0),
    vector: rows(1),
    lengths: intTensor(
      batch.map(({ length }) => length),
      [batch.length],
    ),
    gold: intTensor(
      chosen.map((index) => gold[index]!),
      [batch.length, 1],
    ),
  };
}

const all = [0, 1, 2];

function dequantized({ vectors, scales, dimension }: QuantizedTable): Float32Array {
  return Float32Array.from(vectors, (number, at) => number * scales[Math.floor(at / dimension)]!);
}
const weightsOf = (specs: readonly ParameterSpec[]) => parameterTensors(specs, 'sentiment', 0.3);

const architectures: readonly (readonly [string, SentimentArchitecture])[] = [
  ['joined inputs', architecture()],
  ['inputs added up', architecture({ join: 'sum', layers: 1 })],
  ['a projection', architecture({ projection: 2, layers: 1 })],
];

describe.each(architectures)('a sentiment network with %s', (_, given) => {
  const training = buildTrainingModel(given);
  const tensors = weightsOf(training.parameters);
  const parameters = parameterFeeds(training.parameters, tensors);

  it('serves by two graphs what it was scored by with one, but for tables in 8 bits', async () => {
    const rounded = dequantized(quantizeTable(tensors.get('word.table')!, 3));
    const scored = await (await loadModel(buildScoringModel(given).bytes)).run({
      ...parameterFeeds(training.parameters, new Map([...tensors, ['word.table', rounded]])),
      ...feedsOf(all),
    });
    const serving = buildServingModel(given, tensors);
    const bags = feedsOf(all);
    const { tokens } = await (await loadModel(serving.tokens)).tensors(bags);
    const served = await (await loadModel(serving.texts)).run({
      tokens: tokens!,
      lengths: bags.lengths!,
    });
    expect(relativeError(served.logits!, scored.logits!)).toBeLessThan(1e-5);
    expect(served.attention).toHaveLength(12);
  });

  it('says of a text the same alone, in a batch and with more padding', async () => {
    const graph = await loadModel(buildScoringModel(given).bytes);
    const together = await graph.run({ ...parameters, ...feedsOf(all) });
    const wider = await graph.run({ ...parameters, ...feedsOf(all, 9) });
    expect(relativeError(wider.logits!, together.logits!)).toBeLessThan(1e-6);
    const turned = await graph.run({ ...parameters, ...feedsOf([2, 1, 0]) });
    for (const index of all) {
      const alone = await graph.run({ ...parameters, ...feedsOf([index]) });
      const own = together.logits!.subarray(2 * index, 2 * index + 2);
      expect(relativeError(alone.logits!, own)).toBeLessThan(1e-6);
      expect(relativeError(turned.logits!.subarray(2 * (2 - index), 2 * (3 - index)), own)).toBeLessThan(
        1e-6,
      );
    }
  });

  it('has the loss of its logits and the gradients that differences give, whatever the padding', async () => {
    const graph = await loadModel(training.bytes);
    const feeds: Feeds = { ...parameters, ...feedsOf(all, 5) };
    const found = await graph.run(feeds);
    const { logits } = await (await loadModel(buildScoringModel(given).bytes)).run(feeds);
    const expected = gold.reduce((sum, label, index) => {
      const [a, b] = [logits![2 * index]!, logits![2 * index + 1]!];
      return sum + Math.log(Math.exp(a) + Math.exp(b)) - (label === 1 ? b : a);
    }, 0);
    expect(found.loss![0]).toBeCloseTo(expected, 5);
    for (const { name } of training.parameters) {
      const gradient = found[gradientName(name)]!;
      const loss = async (moved: Feeds) => (await graph.run(moved)).loss![0]!;
      const numeric = await differences(loss, feeds, name, gradient.keys());
      expect([name, disagreement(gradient, numeric) < 1]).toEqual([name, true]);
    }
  });
});

describe('cells', () => {
  it.each(cellNames.filter((name) => name !== 'jordan'))('%s reads and trains', async (name: CellName) => {
    const given = architecture({ cell: cellSchema.parse(name), layers: 1 });
    const { bytes, parameters } = buildTrainingModel(given);
    const feeds = { ...parameterFeeds(parameters, weightsOf(parameters)), ...feedsOf(all) };
    const found = await (await loadModel(bytes)).run(feeds);
    expect(found.loss![0]).toBeGreaterThan(0);
    expect(found[gradientName('output.W')]!.some((number) => number !== 0)).toBe(true);
  });
});

describe('dropout', () => {
  it('multiplies by masks that are fed, at the rates of the architecture', async () => {
    const given = architecture({ dropout: { input: 0.5, between: 0.4, output: 0.3 } });
    const { bytes, parameters, dropouts } = buildTrainingModel(given);
    expect(dropouts).toEqual([
      { name: 'dropout_input', size: 6, rate: 0.5 },
      { name: 'dropout_1', size: 4, rate: 0.4 },
      { name: 'dropout_output', size: 4, rate: 0.3 },
    ]);
    const fixed = { ...parameterFeeds(parameters, weightsOf(parameters)), ...feedsOf(all) };
    const masks = (value: number) =>
      Object.fromEntries(
        dropouts.map(({ name, size }) => [
          name,
          floatTensor(new Float32Array(3 * size).fill(value), [3, size]),
        ]),
      );
    const graph = await loadModel(bytes);
    const plain = await (await loadModel(buildTrainingModel(architecture()).bytes)).run(fixed);
    const kept = await graph.run({ ...fixed, ...masks(1) });
    expect(relativeError(kept.loss!, plain.loss!)).toBeLessThan(1e-6);
    const none = await graph.run({ ...fixed, ...masks(0) });
    expect(none[gradientName('output.W')]!.every((number) => number === 0)).toBe(true);
  });
});

import { describe, expect, it } from 'vitest';
import { type CellName, cellNames, cellSchema } from '../../../src/nn/cells/index.ts';
import { type QuantizedTable, quantizeTable } from '../../../src/nn/quantized.ts';
import {
  buildScoringModel,
  buildServingModel,
  buildTrainingModel,
} from '../../../src/tasks/keywords/graphs.ts';
import { type Method, methods } from '../../../src/tasks/keywords/method.ts';
import type { KeywordsArchitecture } from '../../../src/tasks/keywords/network.ts';
import { gradientName } from '../../../src/training/model.ts';
import { differences, disagreement } from '../../helpers/check-graph-gradients.ts';
import { type Feeds, floatTensor, intTensor, loadModel, relativeError } from '../../helpers/run-graph.ts';
import { allWindows, answersOf, architectureOf, tinyFeeds, tinyWeights } from './networks.ts';

function dequantized({ vectors, scales, dimension }: QuantizedTable): Float32Array {
  return Float32Array.from(vectors, (number, at) => number * scales[Math.floor(at / dimension)]!);
}

const variants: readonly (readonly [string, Partial<KeywordsArchitecture>])[] = [
  ['both directions in two layers', { layers: 2 }],
  ['a forward reading of inputs added up', { reading: 'forward', join: 'sum' }],
  ['a backward reading of a projection', { reading: 'backward', projection: 2 }],
];

const cases = methods.flatMap((method) =>
  variants.map(([name, more]) => [method, name, architectureOf(method, more)] as const),
);

describe.each(cases)('a %s with %s', (method, _, given) => {
  const { parameters, tensors, feeds: weights } = tinyWeights(given);

  it('has the gradients that differences give, whatever the padding', async () => {
    const graph = await loadModel(buildTrainingModel(given).bytes);
    const feeds: Feeds = { ...weights, ...tinyFeeds(allWindows, { time: 5, candidates: 4 }) };
    const found = await graph.run(feeds);
    for (const { name } of parameters) {
      const gradient = found[gradientName(name)]!;
      const loss = async (moved: Feeds) => (await graph.run(moved)).loss![0]!;
      const numeric = await differences(loss, feeds, name, gradient.keys());
      expect([name, disagreement(gradient, numeric) < 1]).toEqual([name, true]);
      // Zeros on both sides would agree as well.
      expect([name, gradient.some((number) => Math.abs(number) > 1e-6)]).toEqual([name, true]);
    }
  });

  it('is taught the same by windows alone and in a batch, and by no padding', async () => {
    const graph = await loadModel(buildTrainingModel(given).bytes);
    const run = (...from: Parameters<typeof tinyFeeds>) => graph.run({ ...weights, ...tinyFeeds(...from) });
    const together = await run();
    const wider = await run(allWindows, { time: 7, candidates: 6 });
    const alone = await Promise.all(allWindows.map((index) => run([index])));
    for (const name of ['loss', ...parameters.map(({ name }) => gradientName(name))]) {
      expect([name, relativeError(wider[name]!, together[name]!) < 1e-5]).toEqual([name, true]);
      const sum = together[name]!.map((_, at) => alone.reduce((total, one) => total + one[name]![at]!, 0));
      expect([name, relativeError(sum, together[name]!) < 1e-5]).toEqual([name, true]);
    }
  });

  it('serves by two graphs what it was scored by with one, but for tables in 8 bits', async () => {
    const rounded = dequantized(quantizeTable(tensors.get('word.table')!, 3));
    const inputs = tinyFeeds();
    const scored = await (await loadModel(buildScoringModel(given).bytes)).run({
      ...weights,
      'word.table': floatTensor(rounded, [5, 3]),
      ...inputs,
    });
    const serving = buildServingModel(given, tensors);
    const { tokens } = await (await loadModel(serving.tokens)).tensors(inputs);
    const { word: _word, vector: _vector, ...others } = inputs;
    const served = await (await loadModel(serving.windows)).run({ ...others, tokens: tokens! });
    expect(Object.keys(served).sort()).toEqual(Object.keys(scored).sort());
    for (const [name, numbers] of Object.entries(scored)) {
      expect([name, relativeError(served[name]!, numbers) < 1e-5]).toEqual([name, true]);
    }
  });

  it('says of a window the same alone, in a batch and with more padding', async () => {
    const graph = await loadModel(buildScoringModel(given).bytes);
    const run = (...from: Parameters<typeof tinyFeeds>) => graph.run({ ...weights, ...tinyFeeds(...from) });
    const together = await run();
    const wider = await run(allWindows, { time: 9, candidates: 5 });
    const turned = await run([2, 1, 0]);
    for (const index of allWindows) {
      const own = answersOf(method, together, { chosen: allWindows, at: index });
      const alone = answersOf(method, await run([index]), { chosen: [index], at: 0 });
      expect(relativeError(alone, own)).toBeLessThan(1e-5);
      expect(relativeError(answersOf(method, wider, { chosen: allWindows, at: index }), own)).toBeLessThan(
        1e-5,
      );
      expect(
        relativeError(answersOf(method, turned, { chosen: [2, 1, 0], at: 2 - index }), own),
      ).toBeLessThan(1e-5);
    }
  });
});

describe.each(methods)('the parts of a %s', (method: Method) => {
  it.each(cellNames.filter((name) => name !== 'jordan'))(
    '%s reads, trains and serves',
    async (name: CellName) => {
      const given = architectureOf(method, { cell: cellSchema.parse(name) });
      const { tensors, feeds: weights } = tinyWeights(given);
      const feeds = { ...weights, ...tinyFeeds() };
      const found = await (await loadModel(buildTrainingModel(given).bytes)).run(feeds);
      expect(found.loss![0]).toBeGreaterThan(0);
      expect(found[gradientName('layer0.forward.W')]!.some((number) => number !== 0)).toBe(true);
      const { windows } = buildServingModel(given, tensors);
      const tokens = floatTensor(new Float32Array(4 * 3 * 6).fill(0.5), [4, 3, 6]);
      const served = await (await loadModel(windows)).run({ ...tinyFeeds(), tokens });
      expect(
        Object.values(served)
          .flatMap((numbers) => [...numbers])
          .every(Number.isFinite),
      ).toBe(true);
    },
  );

  it('know what each token is in its document', async () => {
    const given = architectureOf(method);
    const graph = await loadModel(buildScoringModel(given).bytes);
    const feeds = { ...tinyWeights(given).feeds, ...tinyFeeds() };
    const rows = Int32Array.from(feeds.places!.data as Int32Array);
    rows[0] = 8;
    const before = await graph.run(feeds);
    const after = await graph.run({ ...feeds, places: intTensor(rows, feeds.places!.dims) });
    const output = method === 'tagger' ? 'scores' : 'logits';
    expect(relativeError(after[output]!, before[output]!)).toBeGreaterThan(1e-4);
  });

  it('have dropout by masks that are fed, at the rates of the architecture', async () => {
    const given = architectureOf(method, {
      layers: 2,
      dropout: { input: 0.5, between: 0.4, output: 0.3 },
    });
    const { bytes, dropouts } = buildTrainingModel(given);
    expect(dropouts).toEqual([
      { name: 'dropout_input', size: 8, rate: 0.5 },
      { name: 'dropout_1', size: 4, rate: 0.4 },
      { name: 'dropout_output', size: 4, rate: 0.3 },
    ]);
    const { feeds: weights } = tinyWeights(given);
    const fixed = { ...weights, ...tinyFeeds() };
    const masks = (value: number) =>
      Object.fromEntries(
        dropouts.map(({ name, size }) => [
          name,
          floatTensor(new Float32Array(3 * size).fill(value), [3, size]),
        ]),
      );
    const without = await loadModel(buildTrainingModel(architectureOf(method, { layers: 2 })).bytes);
    const graph = await loadModel(bytes);
    const kept = await graph.run({ ...fixed, ...masks(1) });
    expect(relativeError(kept.loss!, (await without.run(fixed)).loss!)).toBeLessThan(1e-6);
    const none = await graph.run({ ...fixed, ...masks(0) });
    expect(none[gradientName('layer1.forward.W')]!.every((number) => number === 0)).toBe(true);
  });
});

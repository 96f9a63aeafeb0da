import type { Tensor } from 'onnxruntime-node';
import { describe, expect, it } from 'vitest';
import { gradients } from '../../src/graph/gradients.ts';
import { buildModel } from '../../src/graph/model.ts';
import { concat, input } from '../../src/graph/ops/index.ts';
import { sizeOf, type Value } from '../../src/graph/value.ts';
import type { Cell } from '../../src/nn/cells/cell.ts';
import { feedForwardCell } from '../../src/nn/cells/feed-forward.ts';
import { gruCell } from '../../src/nn/cells/gru.ts';
import { buildCell, cellNames, cellSchema } from '../../src/nn/cells/index.ts';
import { lstmCell } from '../../src/nn/cells/lstm.ts';
import { type LayerOptions, recurrentLayer } from '../../src/nn/layer.ts';
import { FedParameters, type ParameterSource, scope, storedParameters } from '../../src/nn/parameters.ts';
import { recurrent, type Sequence } from '../../src/nn/recurrent.ts';
import { randomSource } from '../../src/random.ts';
import { checkGradients } from '../helpers/check-graph-gradients.ts';
import { decodeModel, operatorCounts } from '../helpers/read-graph.ts';
import { awayFromZero, floatTensor, loadGraph, loadModel, relativeError } from '../helpers/run-graph.ts';
import {
  named,
  padded,
  parameterFeeds,
  parameterTensors,
  type Sentence,
  sentenceOf,
  sentencesOf,
  sequenceInput,
} from './layer.ts';

const [size, hidden] = [2, 3];
const lengths = [4, 1, 3];
const sentences = sentencesOf(lengths, size);

const each = describe.each([
  ...cellNames.map((name) => [name, buildCell(cellSchema.parse(name), { labels: 4 })] as const),
  ['gru, reset after', gruCell({ reset: 'after' })] as const,
]);

function bidirectional(
  source: ParameterSource,
  sequence: Sequence,
  options: Omit<LayerOptions, 'reading'>,
): Value {
  return recurrentLayer(source, sequence, { ...options, reading: 'bidirectional' }).outputs;
}

function hasMemory(cell: Cell): boolean {
  return Object.keys(cell.layout(hidden).states).length > 0;
}

function error(found: Sentence, expected: Sentence): number {
  return relativeError(found.flat(), expected.flat());
}

/** Weights of a cell: those of rectified units larger, so that they go on and off well away from where they do. */
function weightsOf(cell: Cell, { specs }: FedParameters): Record<string, Tensor> {
  return parameterFeeds(specs, parameterTensors(specs, 'far from kinks', cell.name === 'irnn' ? 1 : 0.1));
}

/** One direction of a layer with its own weights; its final states count where they are kept. */
function directionOf(cell: Cell, reverse: boolean, keepFinal = true, watch = false) {
  const source = new FedParameters();
  const sequence = sequenceInput(size);
  const options = { cell, hidden, reverse, keepFinal, watch };
  const { outputs, final: last, watched } = recurrent(source, sequence, options);
  const final = keepFinal ? last : [];
  const kinks = cell.name === 'irnn' ? [outputs] : [];
  return { source, sequence, outputs, final, watched, kinks, weights: weightsOf(cell, source) };
}

const kinds = [
  ['forward', false, false],
  ['backward', true, false],
  ['forward, final states kept', false, true],
  ['backward, final states kept', true, true],
] as const;

each('one direction of %s', (_, cell) => {
  it.each(kinds)('has the gradients that differences give: %s', async (_name, reverse, keepFinal) => {
    const { source, sequence, outputs, final, weights, kinks } = directionOf(cell, reverse, keepFinal);
    const feeds = { ...weights, ...padded(sentences) };
    const checked = { of: [outputs, ...final], by: [...source.values, sequence.x], feeds, kinks };
    expect(await checkGradients(checked)).toBeLessThan(1);
  });

  it.each(kinds)(
    'answers a sentence in a batch what it answers it alone, gradients included: %s',
    async (_name, reverse, keepFinal) => {
      const { source, sequence, outputs, final, weights } = directionOf(cell, reverse, keepFinal);
      const seeds = [
        input('seed', 'float32', outputs.shape),
        ...final.map(({ shape }, index) => input(`seed_final${index}`, 'float32', shape)),
      ];
      const found = gradients({ of: [outputs, ...final], seeds, by: [...source.values, sequence.x] });
      const graph = await loadGraph({ outputs, ...named('final', final), ...named('g', found) });
      const random = randomSource('seeds');
      const seedOf = (batch: number, time: number): Record<string, Tensor> => ({
        seed: floatTensor(awayFromZero(random, time * batch * hidden), [time, batch, hidden]),
        ...Object.fromEntries(
          final.map((state, index) => {
            const width = sizeOf(state, -1);
            return [`seed_final${index}`, floatTensor(awayFromZero(random, batch * width), [batch, width])];
          }),
        ),
      });
      const time = 6;
      const batch = sentences.length;
      const all = seedOf(batch, time);
      const together = await graph.run({ ...weights, ...padded(sentences, time), ...all });
      const byWeights = source.values.map(
        (value) => new Float64Array((value.shape as number[]).reduce((a, b) => a * b)),
      );
      for (const [sentence, tokens] of sentences.entries()) {
        const part = { sentence, length: tokens.length, batch, size: hidden };
        const seed = sentenceOf(all.seed!.data as Float32Array, part).flat();
        const finalSeeds = final.map((state, index) => {
          const width = sizeOf(state, -1);
          const data = all[`seed_final${index}`]!.data as Float32Array;
          const own = data.slice(sentence * width, (sentence + 1) * width);
          return [`seed_final${index}`, floatTensor(own, [1, width])] as const;
        });
        const alone = await graph.run({
          ...weights,
          ...padded([tokens]),
          seed: floatTensor(seed, [tokens.length, 1, hidden]),
          ...Object.fromEntries(finalSeeds),
        });
        expect(relativeError(sentenceOf(together.outputs!, part).flat(), alone.outputs!)).toBeLessThan(1e-6);
        for (const [index, state] of final.entries()) {
          const width = sizeOf(state, -1);
          const mine = together[`final${index}`]!.subarray(sentence * width, (sentence + 1) * width);
          expect(relativeError(mine, alone[`final${index}`]!)).toBeLessThan(1e-6);
        }
        const byX = `g${source.values.length}`;
        const mine = sentenceOf(together[byX]!, { ...part, size }).flat();
        expect(relativeError(mine, alone[byX]!)).toBeLessThan(1e-6);
        for (const [index, sum] of byWeights.entries()) {
          for (const entry of sum.keys()) sum[entry]! += alone[`g${index}`]![entry]!;
        }
      }
      for (const [index, sum] of byWeights.entries()) {
        expect(relativeError(together[`g${index}`]!, sum)).toBeLessThan(1e-5);
      }
    },
  );

  it.each(kinds)('puts out zeros on padding, and no gradient comes from there: %s', async (...kind) => {
    const { sequence, outputs, final, weights } = directionOf(cell, kind[1], kind[2]);
    const of = [outputs, ...final];
    const [byX] = gradients({ of, seeds: of, by: [sequence.x] });
    const found = await (await loadGraph({ outputs, byX: byX! })).run({
      ...weights,
      ...padded(sentences, 6),
    });
    for (const [result, width] of [
      [found.outputs!, hidden],
      [found.byX!, size],
    ] as const) {
      const padding = result.filter((_number, index) => {
        const [now, sentence] = [Math.floor(index / (width * 3)), Math.floor(index / width) % 3];
        return now >= lengths[sentence]!;
      });
      expect(padding).toHaveLength((6 * 3 - 8) * width);
      expect(padding.every((number) => number === 0)).toBe(true);
    }
  });

  it('runs backward as it runs forward over the reversed sentence', async () => {
    const there = directionOf(cell, false);
    const back = directionOf(cell, true);
    const forward = await loadGraph({ outputs: there.outputs, ...named('final', there.final) });
    const backward = await loadGraph({ outputs: back.outputs, ...named('final', back.final) });
    const reversed = sentences.map((sentence) => sentence.toReversed());
    const ofReversed = await forward.run({ ...there.weights, ...padded(reversed, 5) });
    const found = await backward.run({ ...there.weights, ...padded(sentences, 5) });
    for (const [sentence, { length }] of sentences.entries()) {
      const part = { sentence, length, batch: 3, size: hidden };
      const expected = sentenceOf(ofReversed.outputs!, part).toReversed();
      expect(error(sentenceOf(found.outputs!, part), expected)).toBeLessThan(1e-6);
      // Not the same thing as forward: the order of the tokens matters.
      if (length > 1) {
        expect(
          error(sentenceOf(found.outputs!, part), sentenceOf(ofReversed.outputs!, part)),
        ).toBeGreaterThan(0.01);
      }
    }
    for (const index of there.final.keys()) {
      expect(relativeError(found[`final${index}`]!, ofReversed[`final${index}`]!)).toBeLessThan(1e-6);
    }
  });

  it.runIf(hasMemory(cell)).each([
    ['its last token forward', false],
    ['its first token backward', true],
  ])('ends each sentence with the states of %s', async (_name, reverse) => {
    const { final, watched, weights } = directionOf(cell, reverse, true, true);
    const states = Object.keys(cell.layout(hidden).states).map((name) => watched[name]!);
    const graph = await loadGraph({ ...named('state', states), ...named('final', final) });
    const found = await graph.run({ ...weights, ...padded(sentences, 6) });
    for (const [index, state] of final.entries()) {
      const width = sizeOf(state, -1);
      for (const [sentence, { length }] of sentences.entries()) {
        const tokens = sentenceOf(found[`state${index}`]!, { sentence, length, batch: 3, size: width });
        const last = found[`final${index}`]!.subarray(sentence * width, (sentence + 1) * width);
        expect([...last]).toEqual(reverse ? tokens[0] : tokens.at(-1));
      }
    }
  });
});

each('both directions of %s', (name, cell) => {
  it.runIf(hasMemory(cell))('are the forward outputs followed by the backward ones', async () => {
    const source = new FedParameters();
    const sequence = sequenceInput(size);
    const both = bidirectional(source, sequence, { cell, hidden });
    const options = { cell, hidden };
    const forward = recurrent(scope(source, 'forward'), sequence, options).outputs;
    const backward = recurrent(scope(source, 'backward'), sequence, { ...options, reverse: true }).outputs;
    const graph = await loadGraph({ both, joined: concat([forward, backward], -1), forward, backward });
    const found = await graph.run({ ...parameterFeeds(source.specs), ...padded(sentences) });
    expect(both.shape).toEqual(['time', 'batch', 2 * hidden]);
    expect([...found.both!]).toEqual([...found.joined!]);
    expect(relativeError(found.forward!, found.backward!)).toBeGreaterThan(0.01);
  });

  it('can be stacked, with the gradients that differences give', async () => {
    const source = new FedParameters();
    const sequence = sequenceInput(size);
    const first = bidirectional(scope(source, 'a'), sequence, { cell, hidden: 2 });
    const second = bidirectional(scope(source, 'b'), { ...sequence, x: first }, { cell, hidden: 2 });
    const feeds = { ...weightsOf(cell, source), ...padded(sentencesOf([3, 1], size)) };
    const kinks = cell.name === 'irnn' ? [first, second] : [];
    const checked = { of: [second], by: [...source.values, sequence.x], feeds, kinks };
    expect(await checkGradients(checked)).toBeLessThan(1);
  });

  it.runIf(cell.fused)('serve through the fused operator with the same results', async () => {
    const source = new FedParameters();
    const sequence = sequenceInput(5);
    const options = { cell, hidden: 16 };
    const first = bidirectional(scope(source, 'a'), sequence, options);
    const trained = bidirectional(scope(source, 'b'), { ...sequence, x: first }, options);
    const tensors = parameterTensors(source.specs);
    const stored = storedParameters(tensors);
    const below = bidirectional(scope(stored, 'a'), sequence, options);
    const served = bidirectional(scope(stored, 'b'), { ...sequence, x: below }, options);
    const bytes = buildModel('served', { served });
    const counts = operatorCounts(decodeModel(bytes).graph);
    expect(counts[cell.fused!.operator]).toBe(2);
    expect(counts.Scan).toBeUndefined();
    const [serving, training] = [await loadModel(bytes), await loadGraph({ trained })];
    for (const counts of [[7], [1], [9, 1, 4, 9, 2, 1, 8, 3]]) {
      for (const time of [Math.max(...counts), 12]) {
        const batch = padded(sentencesOf(counts, 5, `${name} ${counts}`), time);
        const { served } = await serving.run(batch);
        const { trained } = await training.run({ ...batch, ...parameterFeeds(source.specs, tensors) });
        expect(relativeError(served!, trained!)).toBeLessThan(2e-6);
      }
    }
  });
});

describe('bidirectional', () => {
  it('reads once with a cell that has no memory, since both directions would say the same', async () => {
    const cell = feedForwardCell();
    const source = new FedParameters();
    const sequence = sequenceInput(size);
    const both = bidirectional(source, sequence, { cell, hidden });
    const forward = recurrent(scope(source, 'forward'), sequence, { cell, hidden }).outputs;
    const found = await (await loadGraph({ both, forward })).run({
      ...parameterFeeds(source.specs),
      ...padded(sentences),
    });
    expect(source.specs.map(({ name }) => name)).toEqual(['forward.W', 'forward.b']);
    expect([...found.both!]).toEqual([...found.forward!]);
  });

  it('serves a cell that ONNX has no operator for as a scan', async () => {
    const cell = lstmCell({ activation: (x) => x });
    const source = new FedParameters();
    const sequence = sequenceInput(size);
    const trained = bidirectional(source, sequence, { cell, hidden });
    const tensors = parameterTensors(source.specs);
    const served = bidirectional(storedParameters(tensors), sequence, { cell, hidden });
    const graph = await loadGraph({ trained, served });
    const found = await graph.run({ ...parameterFeeds(source.specs, tensors), ...padded(sentences) });
    expect(operatorCounts(decodeModel(buildModel('served', { served })).graph).Scan).toBe(2);
    expect(relativeError(found.served!, found.trained!)).toBeLessThan(1e-6);
  });
});

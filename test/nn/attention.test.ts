import { describe, expect, it } from 'vitest';
import { input } from '../../src/graph/ops/index.ts';
import { attentionPooling, softmaxOverTime } from '../../src/nn/attention.ts';
import { FedParameters } from '../../src/nn/parameters.ts';
import { checkGradients } from '../helpers/check-graph-gradients.ts';
import { floatTensor, intTensor, loadGraph, relativeError } from '../helpers/run-graph.ts';
import {
  padded,
  parameterFeeds,
  parameterTensors,
  type Sentence,
  sentencesOf,
  sequenceInput,
} from './layer.ts';

const [width, size] = [3, 4];
const lengths = [4, 1, 6, 3];
const sentences = sentencesOf(lengths, width);
const { x, mask } = sequenceInput(width);
const plain = new FedParameters();
const { pooled, weights } = attentionPooling(plain, x, { mask, size });
const tensors = parameterTensors(plain.specs, 'attention', 0.3);
const parameters = parameterFeeds(plain.specs, tensors);

/** exp(v . tanh(h W + b + asked)) of each token over their sum, and the sum of the tokens that they weigh. */
function oracle(
  tokens: Sentence,
  asked: readonly number[] = [0, 0, 0, 0],
): { weights: number[]; pooled: number[] } {
  const [W, b, v] = ['W', 'b', 'v'].map((name) => tensors.get(name)!) as [
    Float32Array,
    Float32Array,
    Float32Array,
  ];
  const raised = tokens.map((h) => {
    let score = 0;
    for (let unit = 0; unit < size; unit++) {
      const sum = h.reduce(
        (total, number, place) => total + number * W[place * size + unit]!,
        b[unit]! + asked[unit]!,
      );
      score += v[unit]! * Math.tanh(sum);
    }
    return Math.exp(score);
  });
  const total = raised.reduce((sum, number) => sum + number, 0);
  const weights = raised.map((number) => number / total);
  const pooled = Array.from({ length: width }, (_, place) =>
    tokens.reduce((sum, h, now) => sum + weights[now]! * h[place]!, 0),
  );
  return { weights, pooled };
}

describe('attention pooling', () => {
  it('has the weights and the sum that its equations say, exactly 0 on padding, however much there is', async () => {
    const graph = await loadGraph({ pooled, weights });
    expect([pooled.shape, weights.shape]).toEqual([
      ['batch', width],
      ['time', 'batch', 1],
    ]);
    for (const time of [6, 9]) {
      const found = await graph.run({ ...parameters, ...padded(sentences, time) });
      for (const [place, tokens] of sentences.entries()) {
        const expected = oracle(tokens);
        const mine = found.pooled!.subarray(place * width, (place + 1) * width);
        expect(relativeError(mine, expected.pooled)).toBeLessThan(1e-5);
        const column = Array.from(
          { length: time },
          (_, now) => found.weights![now * lengths.length + place]!,
        );
        expect(relativeError(column.slice(0, tokens.length), expected.weights)).toBeLessThan(1e-5);
        expect(column.slice(tokens.length).every((weight) => Object.is(weight, 0))).toBe(true);
      }
    }
  });

  it('says of a batch what it says of each sentence alone', async () => {
    const graph = await loadGraph({ pooled });
    const together = await graph.run({ ...parameters, ...padded(sentences) });
    for (const [place, tokens] of sentences.entries()) {
      const alone = await graph.run({ ...parameters, ...padded([tokens]) });
      expect(
        relativeError(together.pooled!.subarray(place * width, (place + 1) * width), alone.pooled!),
      ).toBeLessThan(1e-6);
    }
  });

  it('has the gradients that differences give, none of them from padding', async () => {
    const feeds = { ...parameters, ...padded(sentences, 7) };
    const checked = { of: [pooled, weights], by: [x, ...plain.values], feeds };
    expect(await checkGradients(checked)).toBeLessThan(1);
  });
});

describe('attention pooling for a query', () => {
  const asking = 2;
  const query = input('query', 'float32', ['batch', asking]);
  const source = new FedParameters();
  const { pooled, weights } = attentionPooling(source, x, { mask, size, query });
  // The parameters that it shares with attention without a query are the same, so that the oracle's are.
  const U = Float32Array.of(0.9, -0.7, 0.4, 1.2, -0.3, 0.8, -1.1, 0.5);
  const withU = parameterFeeds(source.specs, new Map([...tensors, ['U', U]]));
  const queries = sentencesOf([lengths.length], asking, 'queries')[0]!;
  const feedsOf = (chosen: readonly number[], time?: number) => ({
    ...withU,
    ...padded(
      chosen.map((index) => sentences[index]!),
      time,
    ),
    query: floatTensor(
      chosen.flatMap((index) => queries[index]!),
      [chosen.length, asking],
    ),
  });
  const all = [...lengths.keys()];

  it('adds what the query asks of each unit to the scores of its own sentence, and of no padding', async () => {
    const graph = await loadGraph({ pooled, weights });
    for (const time of [6, 9]) {
      const found = await graph.run(feedsOf(all, time));
      for (const index of all) {
        const [a, b] = queries[index]! as [number, number];
        const asked = Array.from({ length: size }, (_, unit) => a * U[unit]! + b * U[size + unit]!);
        const expected = oracle(sentences[index]!, asked);
        const own = found.pooled!.subarray(index * width, (index + 1) * width);
        expect(relativeError(own, expected.pooled)).toBeLessThan(1e-5);
        const column = Array.from({ length: time }, (_, now) => found.weights![now * all.length + index]!);
        const padding = Array(time - lengths[index]!).fill(0);
        expect(relativeError(column, [...expected.weights, ...padding])).toBeLessThan(1e-5);
      }
    }
  });

  it('says of a batch what it says of each sentence with its own query alone', async () => {
    const graph = await loadGraph({ pooled });
    const together = await graph.run(feedsOf(all));
    for (const index of all) {
      const alone = await graph.run(feedsOf([index]));
      const own = together.pooled!.subarray(index * width, (index + 1) * width);
      expect(relativeError(own, alone.pooled!)).toBeLessThan(1e-6);
    }
  });

  it('has the gradients that differences give, by the query too', async () => {
    const feeds = feedsOf(all, 7);
    const checked = { of: [pooled, weights], by: [x, query, ...source.values], feeds };
    expect(await checkGradients(checked)).toBeLessThan(1);
  });

  it('has weights for a query only where there is one', () => {
    const names = (of: FedParameters) => of.specs.map(({ name }) => name).sort();
    expect(names(source)).toEqual(['U', 'W', 'b', 'v']);
    expect(names(plain)).toEqual(['W', 'b', 'v']);
  });
});

describe('softmax over time', () => {
  const scores = input('scores', 'float32', ['time', 'batch', 1]);
  const own = softmaxOverTime(scores, mask);
  const feeds = (data: readonly number[], dims: readonly number[]) => ({
    scores: floatTensor(data, dims),
    x: floatTensor(new Float32Array(dims[0]! * dims[1]! * width), [dims[0]!, dims[1]!, width]),
    lengths: intTensor([2, 3], [2]),
  });

  it('stays finite with scores in the thousands, and with scores that are all very low', async () => {
    const graph = await loadGraph({ own });
    const found = await graph.run(feeds([5000, -9000, 4000, -9000, 9999, -9001], [3, 2, 1]));
    const low = Math.exp(-1) / (2 + Math.exp(-1));
    const equal = (1 - low) / 2;
    expect(relativeError(found.own!, [1, equal, 0, equal, 0, low])).toBeLessThan(1e-6);
  });

  it('refuses more than one score a token', () => {
    expect(() => softmaxOverTime(x, mask)).toThrow(RangeError);
  });
});

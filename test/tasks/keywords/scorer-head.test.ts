import { describe, expect, it } from 'vitest';
import { input } from '../../../src/graph/ops/index.ts';
import { noDropout } from '../../../src/nn/dropout.ts';
import { type Reading, readings } from '../../../src/nn/layer.ts';
import { tokenMask } from '../../../src/nn/mask.ts';
import { FedParameters } from '../../../src/nn/parameters.ts';
import { phraseLoss, scorePhrases } from '../../../src/tasks/keywords/scorer-head.ts';
import { checkGradients } from '../../helpers/check-graph-gradients.ts';
import { type Feeds, floatTensor, intTensor, loadGraph, relativeError } from '../../helpers/run-graph.ts';
import { padded, parameterFeeds, parameterTensors, type Sentence, sentencesOf } from '../../nn/layer.ts';
import { architectureOf } from './networks.ts';

const hidden = 2;
const size = 3;
const none = [-1, -1] as const;

/** First and last tokens of the candidates of each window: at its ends, of one token and of all, and none. */
const candidates: readonly (readonly (readonly [number, number])[])[] = [
  [[0, 0], [1, 3], none, [0, 4]],
  [[0, 0], none, none, none],
  [[2, 2], [1, 2], [0, 2], none],
];
const wanted = [1, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0, 0];
const weights = [1, 0.5, 0, 1, 0.25, 0, 0, 0, 1, 1, 0.5, 0];

type Vector = readonly number[];

const plus = (a: Vector, b: Vector): number[] => a.map((number, index) => number + b[index]!);
const times = (a: Vector, factor: number): number[] => a.map((number) => number * factor);

/** A scorer of what a reader would have read. */
function build(reading: Reading) {
  const width = reading === 'bidirectional' ? 2 * hidden : hidden;
  const [read, lengths] = [
    input('x', 'float32', ['time', 'batch', width]),
    input('lengths', 'int32', ['batch']),
  ];
  const [firsts, lasts] = ['firsts', 'lasts'].map((name) => input(name, 'int32', ['batch', 'candidates']));
  const source = new FedParameters();
  const architecture = architectureOf('scorer', { reading, hidden, attention: size });
  const windows = { read, mask: tokenMask(read, lengths) };
  const scored = scorePhrases(
    architecture,
    windows,
    { lengths, firsts: firsts!, lasts: lasts! },
    {
      source,
      dropout: noDropout,
    },
  );
  const sentences = sentencesOf([5, 1, 3], width, `scorer ${reading}`);
  const tensors = parameterTensors(source.specs, 'scorer', 0.5);
  return { read, source, scored, sentences, tensors, loss: phraseLoss(scored) };
}

/** Feeds of all windows, padded with large numbers. */
function feedsOf(
  { source, sentences, tensors }: ReturnType<typeof build>,
  { time = 5, more = 0 } = {},
): Feeds {
  const width = candidates[0]!.length + more;
  const rows = (of: 0 | 1) =>
    candidates.flatMap((own) => Array.from({ length: width }, (_, c) => (own[c] ?? none)[of]));
  const wide = (numbers: readonly number[], filler: number) =>
    candidates.flatMap((own, b) =>
      Array.from({ length: width }, (_, c) => (c < own.length ? numbers[b * own.length + c]! : filler)),
    );
  const dims = [candidates.length, width];
  return {
    ...parameterFeeds(source.specs, tensors),
    ...padded(sentences, time),
    firsts: intTensor(rows(0), dims),
    lasts: intTensor(rows(1), dims),
    wanted: floatTensor(wide(wanted, 0), dims),
    weights: floatTensor(wide(weights, 0), dims),
  };
}

/** The logits of a window as its equations say; undefined where there is no candidate. */
function oracle(
  tensors: ReadonlyMap<string, Float32Array>,
  { reading, words, own }: { reading: Reading; words: Sentence; own: (typeof candidates)[number] },
): (number | undefined)[] {
  const affine = (name: string, x: Vector, b = tensors.get(`${name}.b`)): number[] => {
    const W = tensors.get(`${name}.W`)!;
    const units = W.length / x.length;
    return Array.from({ length: units }, (_, unit) =>
      x.reduce((sum, number, place) => sum + number * W[place * units + unit]!, b?.[unit] ?? 0),
    );
  };
  const [start, end] = [words[0]!, words.at(-1)!];
  const query = {
    forward: end,
    backward: start,
    bidirectional: [...end.slice(0, hidden), ...start.slice(hidden)],
  }[reading];
  const U = tensors.get('attention.U')!;
  const asked = Array.from({ length: size }, (_, unit) =>
    query.reduce((sum, number, place) => sum + number * U[place * size + unit]!, 0),
  );
  const v = tensors.get('attention.v')!;
  const raised = words.map((word) =>
    Math.exp(
      plus(affine('attention', word), asked).reduce((sum, key, unit) => sum + v[unit]! * Math.tanh(key), 0),
    ),
  );
  const total = raised.reduce((sum, number) => sum + number, 0);
  const pooled = words.map((word, at) => times(word, raised[at]! / total)).reduce(plus);
  return own.map(([first, last]) => {
    if (first < 0) return undefined;
    const mean = times(words.slice(first, last + 1).reduce(plus), 1 / (last - first + 1));
    const judged = [words[first]!, words[last]!, mean]
      .map((part, index) => affine(`phrase${index}`, part))
      .reduce(plus, affine('document', pooled));
    return affine('output', judged.map(Math.tanh))[0]!;
  });
}

describe.each(readings)('a scorer of a %s reading', (reading) => {
  const built = build(reading);
  const { sentences, tensors, scored, loss, source, read } = built;
  const expected = sentences.map((words, index) =>
    oracle(tensors, { reading, words, own: candidates[index]! }),
  );

  it.each([
    { time: 5, more: 0 },
    { time: 8, more: 2 },
  ])('has the logits that its equations say, with padding %j', async (padding) => {
    const { logits } = await (await loadGraph({ logits: scored.logits })).run(feedsOf(built, padding));
    const width = candidates[0]!.length + padding.more;
    for (const [b, row] of expected.entries()) {
      for (const [c, logit] of row.entries()) {
        const found = logits![b * width + c]!;
        expect(Number.isFinite(found)).toBe(true);
        if (logit !== undefined) expect(found, `candidate ${c} of window ${b}`).toBeCloseTo(logit, 5);
      }
    }
  });

  it('learns from its candidates, each by its weight, and from nothing where there is none', async () => {
    const graph = await loadGraph({ loss });
    const sum = expected.flat().reduce<number>((total, logit, at) => {
      if (logit === undefined) return total;
      const right = wanted[at] === 1 ? logit : -logit;
      return total + weights[at]! * Math.log(1 + Math.exp(-right));
    }, 0);
    for (const padding of [{}, { time: 9, more: 3 }]) {
      const found = await graph.run(feedsOf(built, padding));
      expect(relativeError(found.loss!, [sum])).toBeLessThan(1e-5);
    }
  });

  it('has the gradients that differences give', async () => {
    const checked = { of: [loss], by: [read, ...source.values], feeds: feedsOf(built, { more: 1 }) };
    expect(await checkGradients(checked)).toBeLessThan(1);
  });
});

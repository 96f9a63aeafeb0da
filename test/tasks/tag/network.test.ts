import { beforeAll, describe, expect, it } from 'vitest';
import { buildCell } from '../../../src/nn/cells/index.ts';
import {
  buildScoringModel,
  buildServingModel,
  buildTrainingModel,
  type ServingModel,
} from '../../../src/tasks/tag/graphs.ts';
import { decodeModel, operatorCounts } from '../../helpers/read-graph.ts';
import { type Feeds, floatTensor, loadModel, type Runner, relativeError } from '../../helpers/run-graph.ts';
import { parameterFeeds } from '../../nn/layer.ts';
import { architecture, feedsOf, labels, parts, scoresOf, sentences, weightsFor } from './tiny-network.ts';

/** The graph of tokens, and after it one of the two that take its vectors. */
async function joined(serving: ServingModel, second: 'sentences' | 'states' = 'sentences'): Promise<Runner> {
  const [first, after] = [await loadModel(serving.tokens), await loadModel(serving[second])];
  return {
    ...after,
    run: async (feeds = {}) => {
      const { tokens: vectors } = await first.run(feeds);
      const [time, batch] = feeds.word!.dims;
      const given = floatTensor(vectors!, [time!, batch!, vectors!.length / time! / batch!]);
      return after.run({ ...feeds, tokens: given });
    },
  };
}

describe.each(parts)('the tagger with %s and %s', (name, _loss, crf) => {
  const built = architecture(name, crf);
  const training = buildTrainingModel(built);
  const tensors = weightsFor(name, training.parameters);
  const weights: Feeds = parameterFeeds(training.parameters, tensors);
  const serving = buildServingModel(built, tensors);
  let train: Runner;
  let serve: Runner;
  let score: Runner;
  beforeAll(async () => {
    train = await loadModel(training.bytes);
    score = await loadModel(buildScoringModel(built).bytes);
    serve = await joined(serving);
  });

  const cell = buildCell(built.cell, { labels });

  it('serves the scores that it is scored by in training, without loops where it can', async () => {
    const batch = feedsOf(sentences, { time: 5 });
    const [served, scored] = [await serve.run(batch), await score.run({ ...batch, ...weights })];
    for (const index of sentences.keys()) {
      const [here, there] = [scoresOf(served.scores!, index, 3), scoresOf(scored.scores!, index, 3)];
      expect(relativeError(here, there)).toBeLessThan(1e-6);
    }
    expect([...served.transitions!]).toEqual([...scored.transitions!]);
    expect(served.transitions!.some((number) => number !== 0)).toBe(crf);
    const counts = operatorCounts(decodeModel(serving.sentences).graph);
    expect(counts.Scan === undefined).toBe(cell.fused !== undefined || name === 'feed-forward');
  });

  it('shows the states that its scores are made of', async () => {
    const batch = feedsOf(sentences, { time: 5 });
    const [{ scores }, states] = [await serve.run(batch), await (await joined(serving, 'states')).run(batch)];
    const directions = name === 'feed-forward' ? ['forward'] : ['forward', 'backward'];
    const shown = directions.flatMap((direction) =>
      (name === 'scrn' ? ['h', 's'] : ['h']).map((state) => states[`layer1.${direction}.${state}`]!),
    );
    const [W, b] = [tensors.get('output.W')!, tensors.get('output.b')!];
    for (const [sentence, { tokens }] of sentences.entries()) {
      const expected = tokens.flatMap((_, now) => {
        const place = now * sentences.length + sentence;
        const output = shown.flatMap((state) => {
          const width = state.length / 5 / sentences.length;
          return [...state.subarray(place * width, (place + 1) * width)];
        });
        return Array.from(b, (bias, label) =>
          output.reduce((sum, number, row) => sum + number * W[row * labels + label]!, bias),
        );
      });
      expect(relativeError(scoresOf(scores!, sentence, 3), expected)).toBeLessThan(1e-5);
    }
  });

  it.skipIf(cell.feedback)('is trained on the loss of those scores', async () => {
    const batch = feedsOf(sentences, { time: 4 });
    const { scores, transitions } = await serve.run(batch);
    const { loss } = await train.run({ ...batch, ...weights });
    const expected = sentences.map(({ tokens }, index) => {
      const rows = tokens.map((_token, now) =>
        scoresOf(scores!, index, 3).slice(now * labels, (now + 1) * labels),
      );
      return negativeLogLikelihood(
        rows,
        tokens.map(({ label }) => label),
        transitions!,
      );
    });
    expect(relativeError(loss!, [expected.reduce((sum, one) => sum + one, 0)])).toBeLessThan(1e-5);
  });

  it('answers a sentence in a batch what it answers it alone', async () => {
    for (const [runner, own] of [
      [serve, {}],
      [score, weights],
    ] as const) {
      const together = await runner.run({ ...feedsOf(sentences), ...own });
      for (const [index, sentence] of sentences.entries()) {
        const alone = await runner.run({ ...feedsOf([sentence]), ...own });
        expect(relativeError(scoresOf(together.scores!, index, 3), alone.scores!)).toBeLessThan(1e-6);
      }
    }
  });

  it('does not mind padding wider than needed, of sentences and of bags', async () => {
    const [narrow, wide] = [feedsOf(sentences), feedsOf(sentences, { time: 7, width: 6 })];
    const [before, after] = [
      await train.run({ ...narrow, ...weights }),
      await train.run({ ...wide, ...weights }),
    ];
    for (const key of Object.keys(before))
      expect(relativeError(after[key]!, before[key]!), key).toBeLessThan(1e-6);
    const [served, servedWide] = [await serve.run(narrow), await serve.run(wide)];
    for (const index of sentences.keys()) {
      const [here, there] = [scoresOf(servedWide.scores!, index, 3), scoresOf(served.scores!, index, 3)];
      expect(relativeError(here, there)).toBeLessThan(1e-6);
    }
  });
});

/** log Z - score by the forward algorithm in double precision; cross-entropy where all transitions are zero. */
function negativeLogLikelihood(
  rows: readonly (readonly number[])[],
  gold: readonly number[],
  transitions: Float32Array,
): number {
  const arc = (from: number, to: number) => transitions[from * (labels + 1) + to]!;
  let sums = rows[0]!.map((score, label) => score + arc(labels, label));
  for (const row of rows.slice(1)) {
    const before = sums;
    sums = row.map((score, to) => score + logSum(before.map((sum, from) => sum + arc(from, to))));
  }
  const logZ = logSum(sums.map((sum, from) => sum + arc(from, labels)));
  const stops = [labels, ...gold, labels];
  const arcs = stops.slice(1).map((to, index) => arc(stops[index]!, to));
  return logZ - [...arcs, ...rows.map((row, now) => row[gold[now]!]!)].reduce((sum, one) => sum + one, 0);
}

function logSum(numbers: readonly number[]): number {
  const greatest = Math.max(...numbers);
  return greatest + Math.log(numbers.reduce((sum, one) => sum + Math.exp(one - greatest), 0));
}

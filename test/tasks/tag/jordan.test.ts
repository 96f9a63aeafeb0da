import { describe, expect, it } from 'vitest';
import { cellSchema } from '../../../src/nn/cells/index.ts';
import {
  buildScoringModel,
  buildServingModel,
  buildTrainingModel,
  parametersOf,
} from '../../../src/tasks/tag/graphs.ts';
import type { TaggerArchitecture } from '../../../src/tasks/tag/network.ts';
import { intTensor, loadModel, relativeError } from '../../helpers/run-graph.ts';
import { jordanOracle, product, readBackward, type Trace, weightsUnder } from '../../nn/cell-oracles.ts';
import { padded, parameterFeeds, parameterTensors, sentenceOf } from '../../nn/layer.ts';

const [words, dimension, hidden, labels] = [6, 3, 4, 3];
/** Words of sentences, and their right labels. */
const sentences = [
  { words: [1, 4, 2, 5, 0], gold: [0, 2, 1, 1, 0] },
  { words: [3], gold: [2] },
  { words: [5, 5, 1], gold: [1, 0, 2] },
];
const batch = sentences.length;
const time = 6;

function architecture(feedback: 'teacher-forced' | 'free-running', layers: number): TaggerArchitecture {
  return {
    inputs: [{ name: 'word', rows: words, dimension, combine: 'sum' }],
    window: 0,
    cell: cellSchema.parse({ name: 'jordan', feedback }),
    reading: 'bidirectional',
    layers,
    hidden,
    dropout: { input: 0, between: 0, output: 0 },
    labels,
  };
}

const rowsOf = (pick: (one: (typeof sentences)[number]) => readonly number[], filler: number) =>
  intTensor(
    Array.from({ length: time }, (_, now) => sentences.map((one) => pick(one)[now] ?? filler)).flat(),
    [time, batch, 1],
  );
const feeds = {
  word: rowsOf((one) => one.words, -1),
  gold: rowsOf((one) => one.gold, 1),
  lengths: intTensor(
    sentences.map((one) => one.gold.length),
    [batch],
  ),
};

const oneHot = (label: number) => Array.from({ length: labels }, (_, index) => Number(index === label));
const surprise = (scores: readonly number[], label: number) =>
  Math.log(scores.reduce((sum, score) => sum + Math.exp(score), 0)) - scores[label]!;

describe.each([
  ['teacher-forced', 1],
  ['teacher-forced', 2],
  ['free-running', 1],
  ['free-running', 2],
] as const)('a tagger of the cell jordan, %s, layers: %i', (feedback, layers) => {
  const built = architecture(feedback, layers);
  const specs = parametersOf(built);
  const tensors = parameterTensors(specs, feedback, 0.5);
  const weights = parameterFeeds(specs, tensors);

  /** Scores, and what each direction of each layer guesses, if training tells the right labels or not. */
  function byHand({ words, gold }: (typeof sentences)[number], told: boolean) {
    const { table } = weightsUnder('word.', specs, tensors);
    const right = told ? gold.map(oneHot) : undefined;
    const read = { forward: jordanOracle(right), backward: readBackward(jordanOracle(right?.toReversed())) };
    const guesses: number[][][] = [];
    let x = words.map((word) => table![word]!);
    for (let layer = 0; layer < layers; layer++) {
      const traces = Object.entries(read).map(([direction, oracle]): Trace[] => {
        const own = weightsUnder(`layer${layer}.${direction}.`, specs, tensors);
        const trace = oracle(own, x, hidden);
        guesses.push(trace.map(({ h }) => own.d![0]!.map((d, label) => product(h!, own.V!, label) + d)));
        return trace;
      });
      x = x.map((_, now) => traces.flatMap((trace) => trace[now]!.output));
    }
    const { W, b } = weightsUnder('output.', specs, tensors);
    const scores = x.map((h) => b![0]!.map((bias, label) => product(h, W!, label) + bias));
    return { scores, guesses };
  }

  it('is trained on its scores and on the guesses of each layer and direction', async () => {
    const { loss } = await (await loadModel(buildTrainingModel(built).bytes)).run({ ...feeds, ...weights });
    const losses = sentences.flatMap((sentence) => {
      const { scores, guesses } = byHand(sentence, feedback === 'teacher-forced');
      expect(guesses).toHaveLength(2 * layers);
      return [scores, ...guesses].flatMap((rows) =>
        rows.map((row, now) => surprise(row, sentence.gold[now]!)),
      );
    });
    const expected = losses.reduce((sum, one) => sum + one, 0);
    expect(Math.abs(loss![0]! - expected) / expected).toBeLessThan(1e-5);
  });

  it('is scored and serves by its own guesses, for nobody knows the labels then', async () => {
    const expected = sentences.map((sentence) => byHand(sentence, false).scores);
    const scored = await (await loadModel(buildScoringModel(built).bytes)).run({ ...feeds, ...weights });
    const { table } = weightsUnder('word.', specs, tensors);
    const vectors = padded(
      sentences.map((one) => one.words.map((word) => table![word]!)),
      time,
    );
    const { sentences: model } = buildServingModel(built, tensors);
    const served = await (await loadModel(model)).run({ tokens: vectors.x, lengths: vectors.lengths });
    for (const { scores } of [scored, served]) {
      for (const [sentence, { words }] of sentences.entries()) {
        const part = { sentence, length: words.length, batch, size: labels };
        expect(relativeError(sentenceOf(scores!, part).flat(), expected[sentence]!.flat())).toBeLessThan(
          1e-5,
        );
      }
    }
  });
});

import type { Tensor } from 'onnxruntime-node';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildCell, type CellName, cellNames, cellSchema } from '../../../src/nn/cells/index.ts';
import { dropoutMask, FedDropout } from '../../../src/nn/dropout.ts';
import { FedParameters, type ParameterSpec } from '../../../src/nn/parameters.ts';
import { randomSource } from '../../../src/random.ts';
import {
  buildScoringModel,
  buildServingModel,
  buildTrainingModel,
  gradientName,
  type ServingModel,
} from '../../../src/tasks/tag/graphs.ts';
import { buildTagger, type TaggerArchitecture } from '../../../src/tasks/tag/network.ts';
import { differences, disagreement, withinKinks } from '../../helpers/check-graph-gradients.ts';
import { decodeModel, operatorCounts } from '../../helpers/read-graph.ts';
import {
  type Feeds,
  floatTensor,
  intTensor,
  loadGraph,
  loadModel,
  type Results,
  type Runner,
  relativeError,
} from '../../helpers/run-graph.ts';
import { parameterFeeds, parameterTensors } from '../../nn/layer.ts';

const labels = 3;
const allowed = [1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 1, 1, 1, 0, 1, 1];
const noDropouts = { input: 0, between: 0, output: 0 };

/** Everything that a tagger can have, as small as it gets. */
function architecture(name: CellName, crf: boolean, dropout = noDropouts): TaggerArchitecture {
  return {
    inputs: [
      { name: 'word', rows: 5, dimension: 3, combine: 'sum' },
      { name: 'trigram', rows: 6, dimension: 2, combine: 'mean' },
      {
        name: 'vector',
        frozen: {
          rows: 3,
          dimension: 2,
          vectors: Int8Array.of(100, -50, 25, 127, -128, 1),
          scales: Float32Array.of(0.01, 0.02, 0.005),
        },
      },
    ],
    requested: { slots: 2, dimension: 2 },
    window: 1,
    cell: cellSchema.parse(name),
    reading: 'bidirectional',
    layers: 2,
    hidden: 2,
    dropout,
    labels,
    ...(crf ? { crf: { allowed } } : {}),
  };
}

interface Token {
  readonly word: number;
  readonly trigrams: readonly number[];
  readonly vector: number;
  readonly label: number;
}

interface Sentence {
  readonly tokens: readonly Token[];
  readonly requested: readonly number[];
}

const token = (word: number, trigrams: readonly number[], vector: number, label: number): Token => ({
  word,
  trigrams,
  vector,
  label,
});

const sentences: readonly Sentence[] = [
  { tokens: [token(1, [0, 3, 3], 2, 0), token(4, [5], -1, 0), token(1, [], 0, 2)], requested: [1, 0] },
  { tokens: [token(2, [1, 2], 1, 2)], requested: [0, 0] },
  { tokens: [token(0, [4, 0], 2, 0), token(3, [2], 2, 1)], requested: [1, 1] },
];

/** Sentences as feeds, padded to at least `time` tokens and bags of at least `width`. */
function feedsOf(batch: readonly Sentence[], { time = 0, width = 0 } = {}): Record<string, Tensor> {
  const longest = Math.max(time, ...batch.map(({ tokens }) => tokens.length));
  const widest = Math.max(
    width,
    1,
    ...batch.flatMap(({ tokens }) => tokens.map(({ trigrams }) => trigrams.length)),
  );
  const places = Array.from({ length: longest }, (_, now) => batch.map(({ tokens }) => tokens[now])).flat();
  const bags = (pick: (one: Token) => readonly number[], size: number) =>
    intTensor(
      places.flatMap((one) =>
        Array.from({ length: size }, (_, index) => (one ? (pick(one)[index] ?? -1) : -1)),
      ),
      [longest, batch.length, size],
    );
  const arcs = Array.from({ length: longest + 1 }, (_, now) =>
    batch.map(({ tokens }) => {
      const stops = [labels, ...tokens.map(({ label }) => label), labels];
      return now <= tokens.length ? stops[now]! * (labels + 1) + stops[now + 1]! : -1;
    }),
  );
  return {
    word: bags(({ word }) => [word], Math.max(1, width)),
    trigram: bags(({ trigrams }) => trigrams, widest),
    vector: bags(({ vector }) => [vector], 1),
    lengths: intTensor(
      batch.map(({ tokens }) => tokens.length),
      [batch.length],
    ),
    requested: floatTensor(
      batch.flatMap(({ requested }) => requested),
      [batch.length, 2],
    ),
    gold: intTensor(
      places.map((one) => one?.label ?? 0),
      [longest, batch.length, 1],
    ),
    arcs: intTensor(arcs.flat(), [longest + 1, batch.length]),
  };
}

/** The scores of one sentence of a batch of results, padding left out. */
function scoresOf(scores: Float32Array, sentence: number, batch: number): number[] {
  return sentences[sentence]!.tokens.flatMap((_, now) => {
    const start = (now * batch + sentence) * labels;
    return [...scores.subarray(start, start + labels)];
  });
}

/** A teacher that is as sure of the right labels as the data, as feeds. */
function sureTeacher(time: number): Feeds {
  const sure = new Float32Array(time * sentences.length * labels);
  const arcs = new Float32Array((labels + 1) ** 2);
  for (const [b, { tokens }] of sentences.entries()) {
    const stops = [labels, ...tokens.map(({ label }) => label), labels];
    for (const [t, { label }] of tokens.entries()) sure[(t * sentences.length + b) * labels + label] = 1;
    for (const [index, to] of stops.slice(1).entries()) arcs[stops[index]! * (labels + 1) + to]! += 1;
  }
  return teacherFeeds(sure, arcs, time);
}

/** One that finds all labels equally likely. */
function unsureTeacher(time: number): Feeds {
  const { teacher } = sureTeacher(time);
  const rows = Array.from(teacher!.data as Float32Array);
  const unsure = rows.map((_, index) => {
    const row = rows.slice(index - (index % labels), index - (index % labels) + labels);
    return row.some((p) => p > 0) ? 1 / labels : 0;
  });
  const arcs = Float32Array.from(allowed, (allow) => allow / 2);
  return teacherFeeds(unsure, arcs, time);
}

function teacherFeeds(teacher: ArrayLike<number>, arcs: ArrayLike<number>, time: number): Feeds {
  return {
    teacher: floatTensor(teacher, [time, sentences.length, labels]),
    teacher_arcs: floatTensor(arcs, [labels + 1, labels + 1]),
  };
}

/** Rectified units get weights with which none is dead, and none so near its kink that few differences are left. */
function weightsFor(name: CellName, specs: readonly ParameterSpec[]): Map<string, Float32Array> {
  return name === 'irnn' ? parameterTensors(specs, 's16', 0.5) : parameterTensors(specs, 'tagger');
}

/** What the units of all layers are, with weights and dropout's masks fed. */
async function unitsOf(architecture: TaggerArchitecture): Promise<Runner['run']> {
  const dropout = new FedDropout();
  const { watched } = buildTagger(architecture, { source: new FedParameters(), dropout, watch: true });
  return (await loadGraph(watched)).run;
}

const parts = cellNames.flatMap((name) => [
  [name, 'a CRF', true] as const,
  [name, 'cross-entropy', false] as const,
]);

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

  it('sums losses and gradients over the sentences of a batch', async () => {
    const together = await train.run({ ...feedsOf(sentences), ...weights });
    const alone: Results[] = [];
    for (const sentence of sentences) alone.push(await train.run({ ...feedsOf([sentence]), ...weights }));
    for (const [key, numbers] of Object.entries(together)) {
      const sum = Array.from(numbers, (_number, index) =>
        alone.reduce((total, one) => total + one[key]![index]!, 0),
      );
      expect(relativeError(numbers, sum), key).toBeLessThan(1e-5);
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

  it('has the gradients that differences give, with dropout, for a sample of each parameter', async () => {
    const dropping = architecture(name, crf, { input: 0.2, between: 0.3, output: 0.25 });
    const dropped = buildTrainingModel(dropping);
    const width = name === 'feed-forward' ? 2 : 4;
    expect(dropped.dropouts.map(({ name, size }) => [name, size])).toEqual([
      ['dropout_input', 23],
      ['dropout_1', width],
      ['dropout_output', width],
    ]);
    const random = randomSource('masks');
    const masks = dropped.dropouts.map(
      (spec) => [spec.name, floatTensor(dropoutMask(spec, 3, random), [3, spec.size])] as const,
    );
    const feeds = { ...feedsOf(sentences, { time: 4 }), ...weights, ...Object.fromEntries(masks) };
    const { run } = await loadModel(dropped.bytes);
    const found = await run(feeds);
    const anywhere = async (moved: Feeds) => (await run(moved)).loss![0]!;
    const loss = name === 'irnn' ? await withinKinks(anywhere, await unitsOf(dropping), feeds) : anywhere;
    for (const { name } of dropped.parameters) {
      const size = tensors.get(name)!.length;
      const sample = new Set(Array.from({ length: 6 }, () => random.integer(size)));
      const numeric = await differences(loss, feeds, name, sample);
      expect(numeric.size, name).toBeGreaterThanOrEqual(sample.size / 2);
      expect(disagreement(found[gradientName(name)]!, numeric), name).toBeLessThan(1);
      expect(
        found[gradientName(name)]!.some((number) => number !== 0),
        name,
      ).toBe(true);
    }
  });

  it.skipIf(cell.feedback)(
    'is taught by what a teacher thinks, which sure teachers and the labels say alike',
    async () => {
      const batch = { ...feedsOf(sentences, { time: 4 }), ...weights };
      const sure = { ...batch, ...sureTeacher(4) };
      const { loss } = await train.run(batch);
      for (const weight of [0.25, 1]) {
        const taught = await loadModel(buildTrainingModel(built, { weight, temperature: 1 }).bytes);
        expect(relativeError((await taught.run(sure)).loss!, loss!), `${weight}`).toBeLessThan(1e-5);
      }
    },
  );

  it.skipIf(cell.feedback)(
    'has the gradients that differences give, when it is taught at a temperature',
    async () => {
      const { bytes } = buildTrainingModel(built, { weight: 0.7, temperature: 2 });
      const { run } = await loadModel(bytes);
      const feeds = { ...feedsOf(sentences, { time: 4 }), ...weights, ...unsureTeacher(4) };
      const found = await run(feeds);
      const loss = async (moved: Feeds) => (await run(moved)).loss![0]!;
      const name = training.parameters.at(-1)!.name;
      const sample = [...tensors.get(name)!.keys()].slice(0, 8);
      expect(
        disagreement(found[gradientName(name)]!, await differences(loss, feeds, name, sample)),
      ).toBeLessThan(1);
    },
  );

  it('loses nothing by masks of ones', async () => {
    const dropped = buildTrainingModel(architecture(name, crf, { input: 0.2, between: 0.3, output: 0.25 }));
    const ones = dropped.dropouts.map(
      (spec) => [spec.name, floatTensor(new Float32Array(3 * spec.size).fill(1), [3, spec.size])] as const,
    );
    const feeds = { ...feedsOf(sentences), ...weights };
    const without = await train.run(feeds);
    const withOnes = await (await loadModel(dropped.bytes)).run({ ...feeds, ...Object.fromEntries(ones) });
    for (const key of Object.keys(without))
      expect(relativeError(withOnes[key]!, without[key]!)).toBeLessThan(1e-6);
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

import { beforeAll, describe, expect, it } from 'vitest';
import { buildCell } from '../../../src/nn/cells/index.ts';
import { dropoutMask, FedDropout } from '../../../src/nn/dropout.ts';
import { FedParameters } from '../../../src/nn/parameters.ts';
import { randomSource } from '../../../src/random.ts';
import { buildTrainingModel, gradientName } from '../../../src/tasks/tag/graphs.ts';
import { buildTagger, type TaggerArchitecture } from '../../../src/tasks/tag/network.ts';
import { differences, disagreement, withinKinks } from '../../helpers/check-graph-gradients.ts';
import {
  type Feeds,
  floatTensor,
  loadGraph,
  loadModel,
  type Results,
  type Runner,
  relativeError,
} from '../../helpers/run-graph.ts';
import { parameterFeeds } from '../../nn/layer.ts';
import { allowed, architecture, feedsOf, labels, parts, sentences, weightsFor } from './tiny-network.ts';

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

/** What the units of all layers are, with weights and dropout's masks fed. */
async function unitsOf(architecture: TaggerArchitecture): Promise<Runner['run']> {
  const dropout = new FedDropout();
  const { watched } = buildTagger(architecture, { source: new FedParameters(), dropout, watch: true });
  return (await loadGraph(watched)).run;
}

describe.each(parts)('how the tagger with %s and %s is trained', (name, _loss, crf) => {
  const built = architecture(name, crf);
  const training = buildTrainingModel(built);
  const tensors = weightsFor(name, training.parameters);
  const weights: Feeds = parameterFeeds(training.parameters, tensors);
  let train: Runner;
  beforeAll(async () => {
    train = await loadModel(training.bytes);
  });

  const cell = buildCell(built.cell, { labels });

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

import type { Tensor } from 'onnxruntime-node';
import { cellSchema } from '../../../src/nn/cells/index.ts';
import { buildTrainingModel } from '../../../src/tasks/keywords/graphs.ts';
import { labelNames } from '../../../src/tasks/keywords/labels.ts';
import type { Method } from '../../../src/tasks/keywords/method.ts';
import type { KeywordsArchitecture } from '../../../src/tasks/keywords/network.ts';
import { placeWidth } from '../../../src/tasks/keywords/place.ts';
import { floatTensor, intTensor } from '../../helpers/run-graph.ts';
import { arcsOf } from '../../nn/crf-oracle.ts';
import { parameterFeeds, parameterTensors } from '../../nn/layer.ts';

const frozen = {
  rows: 3,
  dimension: 3,
  vectors: Int8Array.of(100, -50, 25, 127, -128, 1, 30, 60, -90),
  scales: Float32Array.of(0.01, 0.02, 0.005),
};

/** Everything that the network can have, as small as it gets. */
export function architectureOf(
  method: Method,
  more: Partial<KeywordsArchitecture> = {},
): KeywordsArchitecture {
  return {
    method,
    inputs: [
      { name: 'word', rows: 5, dimension: 3, combine: 'sum' },
      { name: 'vector', frozen },
    ],
    place: 2,
    cell: cellSchema.parse('lstm'),
    reading: 'bidirectional',
    layers: 1,
    hidden: 2,
    attention: 3,
    dropout: { input: 0, between: 0, output: 0 },
    ...more,
  };
}

/** A window as the network gets it. */
interface TinyWindow {
  readonly word: readonly number[];
  readonly vector: readonly number[];
  readonly places: readonly (readonly number[])[];
  readonly gold: readonly number[];
  /** `[first, last, wanted, weight]` */
  readonly candidates: readonly (readonly [number, number, number, number])[];
}

/** Windows of several lengths, with several candidates each; one has none. */
export const tinyWindows: readonly TinyWindow[] = [
  {
    word: [0, 4, 1],
    vector: [2, -1, 0],
    places: [[5, 0, 10, 12], [5], [6, 1, 11, 15]],
    gold: [1, 2, 0],
    candidates: [
      [0, 1, 1, 1],
      [2, 2, 0, 0.5],
    ],
  },
  { word: [2], vector: [1], places: [[5, 3, 11, 13]], gold: [0], candidates: [] },
  {
    word: [3, 3, -1, 1],
    vector: [2, 2, 0, 1],
    places: [[5, 0, 10, 12], [6, 4, 11, 14], [9], [7, 2, 10, 13]],
    gold: [0, 1, 1, 2],
    candidates: [
      [1, 1, 0, 1],
      [1, 3, 1, 1],
      [3, 3, 0, 0.25],
    ],
  },
];

/** The numbers of all of them. */
export const allWindows = [...tinyWindows.keys()];

/** How many candidates and tokens a batch has at least, padding included. */
export interface TinyPadding {
  readonly time?: number;
  readonly candidates?: number;
}

/** Windows as feeds of all graphs of both methods. */
export function tinyFeeds(
  chosen: readonly number[] = allWindows,
  padding: TinyPadding = {},
): Record<string, Tensor> {
  const batch = chosen.map((index) => tinyWindows[index]!);
  const time = Math.max(padding.time ?? 0, ...batch.map(({ word }) => word.length));
  const width = Math.max(padding.candidates ?? 1, ...batch.map(({ candidates }) => candidates.length));
  const steps = <T>(count: number, pick: (window: TinyWindow, now: number) => T) =>
    Array.from({ length: count }, (_, now) => batch.map((window) => pick(window, now)));
  const filled = (rows: readonly number[] = []) =>
    Array.from({ length: placeWidth }, (_, index) => rows[index] ?? -1);
  const candidates = (of: 0 | 1 | 2 | 3, none: number) =>
    batch.flatMap((window) =>
      Array.from({ length: width }, (_, index) => window.candidates[index]?.[of] ?? none),
    );
  const states = labelNames.length + 1;
  const arcs = batch.map(({ gold }) =>
    arcsOf(gold, labelNames.length).map(([from, to]) => from * states + to),
  );
  const [size, phrases] = [batch.length, [batch.length, width]];
  return {
    word: intTensor(steps(time, ({ word }, now) => word[now] ?? -1).flat(), [time, size, 1]),
    vector: intTensor(steps(time, ({ vector }, now) => vector[now] ?? -1).flat(), [time, size, 1]),
    places: intTensor(steps(time, ({ places }, now) => filled(places[now])).flat(2), [
      time,
      size,
      placeWidth,
    ]),
    lengths: intTensor(
      batch.map(({ word }) => word.length),
      [size],
    ),
    gold: intTensor(steps(time, ({ gold }, now) => gold[now] ?? 0).flat(), [time, size, 1]),
    arcs: intTensor(Array.from({ length: time + 1 }, (_, now) => arcs.map((own) => own[now] ?? -1)).flat(), [
      time + 1,
      size,
    ]),
    firsts: intTensor(candidates(0, -1), phrases),
    lasts: intTensor(candidates(1, -1), phrases),
    wanted: floatTensor(candidates(2, 0), phrases),
    weights: floatTensor(candidates(3, 0), phrases),
  };
}

/** Seeded weights of an architecture, and what feeds them. */
export function tinyWeights(architecture: KeywordsArchitecture) {
  const { parameters } = buildTrainingModel(architecture);
  const tensors = parameterTensors(parameters, 'keywords', 0.3);
  return { parameters, tensors, feeds: parameterFeeds(parameters, tensors) };
}

/** What a graph of windows says of one window of a batch, padding left out. */
export function answersOf(
  method: Method,
  results: Readonly<Record<string, Float32Array>>,
  { chosen, at }: { readonly chosen: readonly number[]; readonly at: number },
): number[] {
  const { word, candidates } = tinyWindows[chosen[at]!]!;
  const batch = chosen.length;
  if (method === 'scorer') {
    const width = results.logits!.length / batch;
    return [...results.logits!.subarray(at * width, at * width + candidates.length)];
  }
  const labels = labelNames.length;
  return word.flatMap((_, now) => {
    const start = (now * batch + at) * labels;
    return [...results.scores!.subarray(start, start + labels)];
  });
}

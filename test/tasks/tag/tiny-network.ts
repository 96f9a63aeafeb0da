import type { Tensor } from 'onnxruntime-node';
import { type CellName, cellNames, cellSchema } from '../../../src/nn/cells/index.ts';
import type { ParameterSpec } from '../../../src/nn/parameters.ts';
import type { TaggerArchitecture } from '../../../src/tasks/tag/network.ts';
import { floatTensor, intTensor } from '../../helpers/run-graph.ts';
import { parameterTensors } from '../../nn/layer.ts';

/** How many labels its taggers know. */
export const labels = 3;
/** Which label may follow which, from the start and to the end too. */
export const allowed = [1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 1, 1, 1, 0, 1, 1];
const noDropouts = { input: 0, between: 0, output: 0 };

/** Everything that a tagger can have, as small as it gets. */
export function architecture(name: CellName, crf: boolean, dropout = noDropouts): TaggerArchitecture {
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

/** Of three lengths, with bags of several sizes. */
export const sentences: readonly Sentence[] = [
  { tokens: [token(1, [0, 3, 3], 2, 0), token(4, [5], -1, 0), token(1, [], 0, 2)], requested: [1, 0] },
  { tokens: [token(2, [1, 2], 1, 2)], requested: [0, 0] },
  { tokens: [token(0, [4, 0], 2, 0), token(3, [2], 2, 1)], requested: [1, 1] },
];

/** Sentences as feeds, padded to at least `time` tokens and bags of at least `width`. */
export function feedsOf(batch: readonly Sentence[], { time = 0, width = 0 } = {}): Record<string, Tensor> {
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
export function scoresOf(scores: Float32Array, sentence: number, batch: number): number[] {
  return sentences[sentence]!.tokens.flatMap((_, now) => {
    const start = (now * batch + sentence) * labels;
    return [...scores.subarray(start, start + labels)];
  });
}

/** Rectified units get weights with which none is dead, and none so near its kink that few differences are left. */
export function weightsFor(name: CellName, specs: readonly ParameterSpec[]): Map<string, Float32Array> {
  return name === 'irnn' ? parameterTensors(specs, 's16', 0.5) : parameterTensors(specs, 'tagger');
}

/** Every cell with either loss. */
export const parts = cellNames.flatMap((name) => [
  [name, 'a CRF', true] as const,
  [name, 'cross-entropy', false] as const,
]);

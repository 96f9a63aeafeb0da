import type { Tensor } from 'onnxruntime-node';
import { input } from '../../src/graph/ops/index.ts';
import type { Value } from '../../src/graph/value.ts';
import { tokenMask } from '../../src/nn/mask.ts';
import type { ParameterSpec } from '../../src/nn/parameters.ts';
import type { Sequence } from '../../src/nn/recurrent.ts';
import { randomSource } from '../../src/random.ts';
import { floatTensor, intTensor } from '../helpers/run-graph.ts';

/** The numbers of each token of a sentence. */
export type Sentence = readonly (readonly number[])[];

/** The inputs of a layer: `x` `[time, batch, size]` and `lengths`, with the mask made of them. */
export function sequenceInput(size: number): Sequence {
  const x = input('x', 'float32', ['time', 'batch', size]);
  const lengths = input('lengths', 'int32', ['batch']);
  return { x, lengths, mask: tokenMask(x, lengths) };
}

/** Sentences of seeded numbers with the given numbers of tokens. */
export function sentencesOf(lengths: readonly number[], size: number, seed = 'sentences'): Sentence[] {
  const random = randomSource(seed);
  const token = () => Array.from({ length: size }, () => random.normal());
  return lengths.map((length) => Array.from({ length }, token));
}

/** Sentences as a batch; padding holds large numbers, so that no use of it stays unnoticed. */
export function padded(sentences: readonly Sentence[], time?: number): { x: Tensor; lengths: Tensor } {
  const longest = time ?? Math.max(...sentences.map((sentence) => sentence.length));
  const size = sentences[0]![0]!.length;
  const filler = Array<number>(size).fill(77);
  const data = Array.from({ length: longest }, (_, now) =>
    sentences.map((sentence) => sentence[now] ?? filler),
  );
  return {
    x: floatTensor(data.flat(2), [longest, sentences.length, size]),
    lengths: intTensor(
      sentences.map((sentence) => sentence.length),
      [sentences.length],
    ),
  };
}

/** One sentence's part of a batch's results `[time, batch, size]`, padding left out. */
export function sentenceOf(
  results: Float32Array,
  { sentence, length, batch, size }: { sentence: number; length: number; batch: number; size: number },
): Sentence {
  return Array.from({ length }, (_, now) => {
    const start = (now * batch + sentence) * size;
    return [...results.subarray(start, start + size)];
  });
}

/** Parameters as their initialisers make them, but biases of small random numbers too: zeros hide mistakes. */
export function parameterTensors(
  specs: readonly ParameterSpec[],
  seed = 'parameters',
  noise = 0.1,
): Map<string, Float32Array> {
  const random = randomSource(seed);
  return new Map(
    specs.map(({ name, shape, initializer }) => {
      const made = initializer(random, shape);
      return [name, made.map((number) => number + noise * random.normal())];
    }),
  );
}

/** Parameters as feeds of a graph. */
export function parameterFeeds(
  specs: readonly ParameterSpec[],
  tensors: ReadonlyMap<string, Float32Array> = parameterTensors(specs),
): Record<string, Tensor> {
  return Object.fromEntries(specs.map(({ name, shape }) => [name, floatTensor(tensors.get(name)!, shape)]));
}

/** Values as named outputs of a graph. */
export function named(prefix: string, values: readonly (Value | undefined)[]): Record<string, Value> {
  return Object.fromEntries(values.flatMap((value, index) => (value ? [[`${prefix}${index}`, value]] : [])));
}

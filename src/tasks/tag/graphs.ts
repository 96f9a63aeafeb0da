import { buildModel } from '../../graph/model.ts';
import { add, constant, gather, input, mul, scalar, squeeze } from '../../graph/ops/index.ts';
import { sizeOf, type Value } from '../../graph/value.ts';
import { crfExpectedLoss, crfLoss } from '../../nn/crf.ts';
import { crossEntropy, expectedCrossEntropy } from '../../nn/cross-entropy.ts';
import { FedDropout, noDropout } from '../../nn/dropout.ts';
import { FedParameters, type ParameterSpec, storedParameters } from '../../nn/parameters.ts';
import { type FedModel, trainingModel } from '../../training/model.ts';
import { tokenBags, tokenVectors } from '../tokens/network.ts';
import {
  buildTagger,
  type Scored,
  scoreSentences,
  sentenceInputs,
  type TaggerArchitecture,
  type TaggerNetwork,
} from './network.ts';
import type { Distillation } from './recipe.ts';

export { gradientName } from '../../training/model.ts';

/** The trained tensors of the network, in the order in which its graphs list them. */
export function parametersOf(architecture: TaggerArchitecture): readonly ParameterSpec[] {
  const source = new FedParameters();
  buildTagger(architecture, { source, dropout: noDropout });
  return source.specs;
}

/**
 * The training graph: `loss` summed over the batch's sentences, and its gradient by each parameter. With
 * `distillation` the loss is in part the distance from a teacher's opinion, which is fed.
 */
export function buildTrainingModel(architecture: TaggerArchitecture, distillation?: Distillation): FedModel {
  const source = new FedParameters();
  const dropout = new FedDropout();
  const gold = input('gold', 'int32', ['time', 'batch', 1]);
  const scored = buildTagger(architecture, { source, dropout, gold: oneHot(gold, architecture.labels) });
  const loss = distillation ? studentLoss(scored, gold, distillation) : goldLoss(scored, gold);
  return trainingModel(loss, { source, dropout });
}

function goldLoss({ scores, mask, transitions, guesses }: Scored, gold: Value): Value {
  const loss = transitions
    ? crfLoss(transitions, { scores, mask, gold, arcs: input('arcs', 'int32', ['time+1', 'batch']) })
    : crossEntropy(scores, gold, mask);
  return guesses.map((guess) => crossEntropy(guess, gold, mask)).reduce(add, loss);
}

/** int32 `[time, batch, 1]` as float32 `[time, batch, labels]`. */
function oneHot(gold: Value, labels: number): Value {
  const rows = new Float32Array(labels * labels);
  for (let label = 0; label < labels; label++) rows[label * labels + label] = 1;
  return squeeze(gather(constant(rows, [labels, labels]), gold), 2);
}

/** Soft losses count temperature squared, since their gradients shrink by as much (Hinton et al. 2015). */
function studentLoss(scored: Scored, gold: Value, { weight, temperature }: Distillation): Value {
  const soft = mul(teacherLoss(scored, temperature), scalar(weight * temperature ** 2));
  return weight === 1 ? soft : add(soft, mul(goldLoss(scored, gold), scalar(1 - weight)));
}

function teacherLoss({ scores, mask, transitions }: Scored, temperature: number): Value {
  const cool = (value: Value) => mul(value, scalar(1 / temperature));
  const labels = input('teacher', 'float32', ['time', 'batch', sizeOf(scores, -1)]);
  if (!transitions) return expectedCrossEntropy(cool(scores), labels);
  const arcs = input('teacher_arcs', 'float32', transitions.shape);
  return crfExpectedLoss(cool(transitions), { scores: cool(scores), mask }, { labels, arcs });
}

/** The graph that scores dev while training: `scores` and `transitions`, with fed weights. */
export function buildScoringModel(architecture: TaggerArchitecture): FedModel {
  const source = new FedParameters();
  const tagger = buildTagger(architecture, { source, dropout: noDropout });
  return { bytes: outputsOf(architecture, tagger), parameters: source.specs, dropouts: [] };
}

/** The two graphs that serve, with their weights inside. */
export interface ServingModel {
  /** Bags of tokens -> `tokens` `[time, batch, width]`, which depend on nothing but the token. */
  readonly tokens: Uint8Array;
  /** `tokens`, `lengths` and `requested` -> `scores` and `transitions`. */
  readonly sentences: Uint8Array;
  /** The same inputs -> what each layer computed on its way: `layer0.forward.h` and so on, `[time, batch, units]`. */
  readonly states: Uint8Array;
}

/** Cuts the network in two for serving, so that what a token is needs to be computed only once. */
export function buildServingModel(
  architecture: TaggerArchitecture,
  tensors: ReadonlyMap<string, Float32Array>,
): ServingModel {
  const build = { source: storedParameters(tensors), dropout: noDropout };
  const bags = tokenBags(architecture);
  const vectors = tokenVectors(architecture, bags, build);
  const tokens = input('tokens', 'float32', ['time', 'batch', sizeOf(vectors, -1)]);
  const { lengths, requested } = sentenceInputs(architecture);
  const sentences = { tokens, lengths, requested };
  const scored = scoreSentences(architecture, sentences, build);
  const { watched } = scoreSentences(architecture, sentences, { ...build, watch: true });
  const inputs = [tokens, lengths, ...(requested ? [requested] : [])];
  return {
    tokens: buildModel('tokens', { tokens: vectors }, bags),
    sentences: outputsOf(architecture, { ...scored, inputs }),
    states: buildModel('states', watched, inputs),
  };
}

function outputsOf(
  { labels }: TaggerArchitecture,
  { inputs, scores, transitions }: Pick<TaggerNetwork, 'inputs' | 'scores' | 'transitions'>,
): Uint8Array {
  const states = labels + 1;
  const none = () => constant(new Float32Array(states * states), [states, states]);
  return buildModel('tagger', { scores, transitions: transitions ?? none() }, inputs);
}

import { gradients } from '../../graph/gradients.ts';
import { buildModel } from '../../graph/model.ts';
import { add, constant, input, mul, scalar, zerosLike } from '../../graph/ops/index.ts';
import { sizeOf, type Value } from '../../graph/value.ts';
import { crfExpectedLoss, crfLoss } from '../../nn/crf.ts';
import { crossEntropy, expectedCrossEntropy } from '../../nn/cross-entropy.ts';
import { type DropoutSpec, FedDropout, noDropout } from '../../nn/dropout.ts';
import { FedParameters, type ParameterSpec, storedParameters } from '../../nn/parameters.ts';
import {
  buildTagger,
  type Scored,
  scoreSentences,
  sentenceInputs,
  type TaggerArchitecture,
  tokenBags,
  tokenVectors,
} from './network.ts';
import type { Distillation } from './recipe.ts';

/** The trained tensors of the network, in the order in which its graphs list them. */
export function parametersOf(architecture: TaggerArchitecture): readonly ParameterSpec[] {
  const source = new FedParameters();
  buildTagger(architecture, source, noDropout);
  return source.specs;
}

/** A graph that is trained or scored with: its weights are fed, in the order of `parameters`. */
export interface FedModel {
  readonly bytes: Uint8Array;
  readonly parameters: readonly ParameterSpec[];
  readonly dropouts: readonly DropoutSpec[];
}

/** The name under which the gradient of a parameter comes out. */
export function gradientName(parameter: string): string {
  return `gradient.${parameter}`;
}

/**
 * The training graph: `loss` summed over the batch's sentences, and its gradient by each parameter. With
 * `distillation` the loss is in part the distance from a teacher's opinion, which is fed.
 */
export function buildTrainingModel(architecture: TaggerArchitecture, distillation?: Distillation): FedModel {
  const source = new FedParameters();
  const dropout = new FedDropout();
  const scored = buildTagger(architecture, source, dropout);
  const loss = distillation ? studentLoss(scored, distillation) : goldLoss(scored);
  const found = gradients({ of: [loss], seeds: [scalar(1)], by: source.values });
  const named = source.specs.map(({ name }, index) => {
    const value = source.values[index]!;
    return [gradientName(name), found[index] ?? zerosLike(value)] as const;
  });
  const bytes = buildModel('training', { loss, ...Object.fromEntries(named) });
  return { bytes, parameters: source.specs, dropouts: dropout.specs };
}

function goldLoss({ scores, mask, transitions }: Scored): Value {
  const gold = input('gold', 'int32', ['time', 'batch', 1]);
  if (!transitions) return crossEntropy(scores, gold, mask);
  return crfLoss(transitions, { scores, mask, gold, arcs: input('arcs', 'int32', ['time+1', 'batch']) });
}

/** Soft losses count temperature squared, since their gradients shrink by as much (Hinton et al. 2015). */
function studentLoss(scored: Scored, { weight, temperature }: Distillation): Value {
  const soft = mul(teacherLoss(scored, temperature), scalar(weight * temperature ** 2));
  return weight === 1 ? soft : add(soft, mul(goldLoss(scored), scalar(1 - weight)));
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
  const tagger = buildTagger(architecture, source, noDropout);
  return { bytes: outputsOf(architecture, tagger), parameters: source.specs, dropouts: [] };
}

/** The two graphs that serve, with their weights inside. */
export interface ServingModel {
  /** Bags of tokens -> `tokens` `[time, batch, width]`, which depend on nothing but the token. */
  readonly tokens: Uint8Array;
  /** `tokens`, `lengths` and `requested` -> `scores` and `transitions`. */
  readonly sentences: Uint8Array;
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
  const scored = scoreSentences(architecture, { tokens, lengths, requested }, build);
  const inputs = [tokens, lengths, ...(requested ? [requested] : [])];
  return {
    tokens: buildModel('tokens', { tokens: vectors }, bags),
    sentences: outputsOf(architecture, { ...scored, inputs }),
  };
}

function outputsOf(
  { labels }: TaggerArchitecture,
  { inputs, scores, transitions }: Omit<Scored, 'mask'> & { readonly inputs: Value[] },
): Uint8Array {
  const states = labels + 1;
  const none = () => constant(new Float32Array(states * states), [states, states]);
  return buildModel('tagger', { scores, transitions: transitions ?? none() }, inputs);
}

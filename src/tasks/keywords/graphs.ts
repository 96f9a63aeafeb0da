import { buildModel } from '../../graph/model.ts';
import { input } from '../../graph/ops/index.ts';
import { sizeOf, type Value } from '../../graph/value.ts';
import { FedDropout, noDropout } from '../../nn/dropout.ts';
import { FedParameters, type ParameterSpec, storedParameters } from '../../nn/parameters.ts';
import { type FedModel, trainingModel } from '../../training/model.ts';
import { quantizeTables, type TokenBuild, tokenBags, tokenVectors } from '../tokens/network.ts';
import type { Method } from './method.ts';
import {
  buildReader,
  type KeywordsArchitecture,
  type ReadWindows,
  readWindows,
  windowInputs,
} from './network.ts';
import { candidateInputs, phraseLoss, scorePhrases } from './scorer-head.ts';
import { labelLoss, labelTokens } from './tagger-head.ts';

/** What was read of windows, as a method judges it. */
interface Judging {
  readonly architecture: KeywordsArchitecture;
  readonly windows: ReadWindows;
  readonly lengths: Value;
  readonly build: TokenBuild;
}

/** The outputs of a graph, the inputs that only this method has, and what it is taught by. */
interface Judged {
  readonly outputs: Readonly<Record<string, Value>>;
  readonly inputs: readonly Value[];
  readonly loss: () => Value;
}

/** How each method judges what was read. A new one is a line here. */
const heads: Readonly<Record<Method, (judging: Judging) => Judged>> = {
  tagger({ windows, build }) {
    const labelled = labelTokens(build.source, windows);
    return { outputs: { ...labelled }, inputs: [], loss: () => labelLoss(labelled, windows.mask) };
  },
  scorer({ architecture, windows, lengths, build }) {
    const candidates = candidateInputs();
    const scored = scorePhrases(architecture, windows, { lengths, ...candidates }, build);
    const inputs = [candidates.firsts, candidates.lasts];
    return { outputs: { ...scored }, inputs, loss: () => phraseLoss(scored) };
  },
};

function buildNetwork(architecture: KeywordsArchitecture, build: TokenBuild): Judged {
  const { inputs, lengths, ...windows } = buildReader(architecture, build);
  const judged = heads[architecture.method]({ architecture, windows, lengths, build });
  return { ...judged, inputs: [...inputs, ...judged.inputs] };
}

/** The trained tensors of the network, in the order in which its graphs list them. */
export function parametersOf(architecture: KeywordsArchitecture): readonly ParameterSpec[] {
  const source = new FedParameters();
  buildNetwork(architecture, { source, dropout: noDropout });
  return source.specs;
}

/** The training graph: the loss of the method, summed over a batch of windows, and its gradients. */
export function buildTrainingModel(architecture: KeywordsArchitecture): FedModel {
  const source = new FedParameters();
  const dropout = new FedDropout();
  const { loss } = buildNetwork(architecture, { source, dropout });
  return trainingModel(loss(), { source, dropout });
}

/** The graph that scores dev while training, with fed weights. */
export function buildScoringModel(architecture: KeywordsArchitecture): FedModel {
  const source = new FedParameters();
  const { outputs, inputs } = buildNetwork(architecture, { source, dropout: noDropout });
  return { bytes: buildModel('keywords', outputs, [...inputs]), parameters: source.specs, dropouts: [] };
}

/** The two graphs that serve, with their weights inside. */
export interface ServingModel {
  /** Bags of tokens -> `tokens` `[time, batch, width]`, which depend on nothing but the token. */
  readonly tokens: Uint8Array;
  /** `tokens`, `places`, `lengths` and what the method asks -> what it says. */
  readonly windows: Uint8Array;
}

/** Cuts the network in two for serving, so that what a token is needs to be computed only once. */
export function buildServingModel(
  architecture: KeywordsArchitecture,
  tensors: ReadonlyMap<string, Float32Array>,
): ServingModel {
  const build = { source: storedParameters(tensors), dropout: noDropout };
  const bags = tokenBags(architecture);
  const inputs = quantizeTables(architecture.inputs, tensors);
  const vectors = tokenVectors({ ...architecture, inputs }, bags, build);
  const tokens = input('tokens', 'float32', ['time', 'batch', sizeOf(vectors, -1)]);
  const { places, lengths } = windowInputs();
  const windows = readWindows(architecture, { tokens, places, lengths }, build);
  const judged = heads[architecture.method]({ architecture, windows, lengths, build });
  return {
    tokens: buildModel('tokens', { tokens: vectors }, bags),
    windows: buildModel('keywords', judged.outputs, [tokens, places, lengths, ...judged.inputs]),
  };
}

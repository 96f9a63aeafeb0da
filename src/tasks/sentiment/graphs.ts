import { buildModel } from '../../graph/model.ts';
import { input } from '../../graph/ops/index.ts';
import { sizeOf } from '../../graph/value.ts';
import { classCrossEntropy } from '../../nn/cross-entropy.ts';
import { FedDropout, noDropout } from '../../nn/dropout.ts';
import { FedParameters, type ParameterSpec, storedParameters } from '../../nn/parameters.ts';
import { type FedModel, trainingModel } from '../../training/model.ts';
import { quantizeTables, tokenBags, tokenVectors } from '../tokens/network.ts';
import {
  buildSentiment,
  judgeTexts,
  judgeTogether,
  lengthsInput,
  ngramsInput,
  type SentimentArchitecture,
} from './network.ts';

/** The trained tensors of the network, in the order in which its graphs list them. */
export function parametersOf(architecture: SentimentArchitecture): readonly ParameterSpec[] {
  const source = new FedParameters();
  buildSentiment(architecture, { source, dropout: noDropout });
  return source.specs;
}

/**
 * The training graph: cross-entropy with `gold` int32 `[batch, 1]`, summed over the texts, and its gradients. The network
 * learns as if it judged alone, so that n-grams, which soon know the training texts by heart, leave it all to learn.
 */
export function buildTrainingModel(architecture: SentimentArchitecture): FedModel {
  const source = new FedParameters();
  const dropout = new FedDropout();
  const { logits } = buildSentiment(architecture, { source, dropout });
  const loss = classCrossEntropy(logits, input('gold', 'int32', ['batch', 1]));
  return trainingModel(loss, { source, dropout });
}

/** The graph that scores dev while training: `logits` as they are served, with fed weights. */
export function buildScoringModel(architecture: SentimentArchitecture): FedModel {
  const source = new FedParameters();
  const { inputs, ...network } = buildSentiment(architecture, { source, dropout: noDropout });
  const ngrams = ngramsInput(architecture);
  const { logits } = judgeTogether(network, ngrams);
  const bytes = buildModel('sentiment', { logits }, [...inputs, ...(ngrams ? [ngrams.rows] : [])]);
  return { bytes, parameters: source.specs, dropouts: [] };
}

/** The two graphs that serve, with their weights inside. */
export interface ServingModel {
  /** Bags of tokens -> `tokens` `[time, batch, width]`, which depend on nothing but the token. */
  readonly tokens: Uint8Array;
  /** `tokens`, `lengths` and, if the architecture has a judge for them, `ngrams` -> `logits` `[batch, classes]` and `attention` `[time, batch, 1]`. */
  readonly texts: Uint8Array;
}

/** Cuts the network in two for serving, so that what a token is needs to be computed only once. */
export function buildServingModel(
  architecture: SentimentArchitecture,
  tensors: ReadonlyMap<string, Float32Array>,
): ServingModel {
  const build = { source: storedParameters(tensors), dropout: noDropout };
  const inputs = quantizeTables(architecture.inputs, tensors);
  const bags = tokenBags(architecture);
  const vectors = tokenVectors({ ...architecture, inputs }, bags, build);
  const tokens = input('tokens', 'float32', ['time', 'batch', sizeOf(vectors, -1)]);
  const lengths = lengthsInput();
  const ngrams = ngramsInput(architecture);
  const network = judgeTexts(architecture, { tokens, lengths }, build);
  const { logits, attention } = judgeTogether(network, ngrams);
  const given = [tokens, lengths, ...(ngrams ? [ngrams.rows] : [])];
  return {
    tokens: buildModel('tokens', { tokens: vectors }, bags),
    texts: buildModel('sentiment', { logits, attention }, given),
  };
}

import { buildModel } from '../../graph/model.ts';
import { input, sumAll } from '../../graph/ops/index.ts';
import { ctcLosses } from '../../nn/ctc.ts';
import { FedDropout, noDropout } from '../../nn/dropout.ts';
import { FedParameters, type ParameterSpec, storedParameters } from '../../nn/parameters.ts';
import { type FedModel, trainingModel } from '../../training/model.ts';
import { buildSpeech, type SpeechArchitecture } from './network.ts';

/** The trained tensors of the network, in the order in which its graphs list them. */
export function parametersOf(architecture: SpeechArchitecture): readonly ParameterSpec[] {
  const source = new FedParameters();
  buildSpeech(architecture, { source, dropout: noDropout });
  return source.specs;
}

/** The training graph: the CTC losses of a batch, summed, and their gradients. It is fed `CtcTargets` too. */
export function buildTrainingModel(architecture: SpeechArchitecture): FedModel {
  const source = new FedParameters();
  const dropout = new FedDropout();
  const { logProbs, lengths } = buildSpeech(architecture, { source, dropout });
  const losses = ctcLosses({
    logProbs,
    lengths,
    emits: input('emits', 'int32', ['batch', 'states']),
    arcs: input('arcs', 'float32', [3, 'states', 'batch']),
    ends: input('ends', 'float32', ['states', 'batch']),
  });
  return trainingModel(sumAll(losses), { source, dropout });
}

/** The graph that scores dev while training: `logProbs`, with fed weights. */
export function buildScoringModel(architecture: SpeechArchitecture): FedModel {
  const source = new FedParameters();
  const { logProbs, features, lengths } = buildSpeech(architecture, { source, dropout: noDropout });
  const bytes = buildModel('speech', { logProbs }, [features, lengths]);
  return { bytes, parameters: source.specs, dropouts: [] };
}

/** The graph that serves, with the weights inside, those of recurrent layers in 8 bits a number. */
export function buildServingModel(
  architecture: SpeechArchitecture,
  tensors: ReadonlyMap<string, Float32Array>,
): Uint8Array {
  const build = { source: storedParameters(tensors, true), dropout: noDropout };
  const { logProbs, features, lengths } = buildSpeech(architecture, build);
  return buildModel('speech', { logProbs }, [features, lengths]);
}

import { gradients } from '../../graph/gradients.ts';
import { buildModel } from '../../graph/model.ts';
import {
  concat,
  constant,
  expand,
  input,
  scalar,
  shapeOf,
  unsqueeze,
  zerosLike,
} from '../../graph/ops/index.ts';
import { dimOf, type Value } from '../../graph/value.ts';
import { type CellName, type CellSettings, cells } from '../../nn/cells/index.ts';
import { crfLoss, crfTransitions } from '../../nn/crf.ts';
import { crossEntropy } from '../../nn/cross-entropy.ts';
import { type Dropout, type DropoutSpec, FedDropout, noDropout } from '../../nn/dropout.ts';
import { bagEmbedding, type Combine, frozenEmbedding, type QuantizedTable } from '../../nn/embedding.ts';
import { linear } from '../../nn/linear.ts';
import { tokenMask } from '../../nn/mask.ts';
import {
  FedParameters,
  type ParameterSource,
  type ParameterSpec,
  scope,
  storedParameters,
} from '../../nn/parameters.ts';
import { bidirectional } from '../../nn/recurrent.ts';

/** One input of tokens: bags of rows of a trained table, or single rows of a frozen one. */
export type TokenInput =
  | { readonly name: string; readonly rows: number; readonly dimension: number; readonly combine: Combine }
  | { readonly name: string; readonly frozen: QuantizedTable };

/** Everything that fixes a tagger's network: sizes, not weights. */
export interface TaggerArchitecture {
  readonly inputs: readonly TokenInput[];
  /** The slots that can be asked for, and the width that they are projected to. */
  readonly requested?: { readonly slots: number; readonly dimension: number };
  /** The width to which the vectors of a token's inputs are projected together; absent: they are only joined. */
  readonly projection?: number;
  readonly cell: { readonly name: CellName } & CellSettings;
  readonly layers: number;
  readonly hidden: number;
  /** Of the first layer's input, between layers, and of the last layer's output. */
  readonly dropout: { readonly input: number; readonly between: number; readonly output: number };
  readonly labels: number;
  /** Transitions that BIO allows, row-major `[labels + 1, labels + 1]`; absent for a network without CRF. */
  readonly crf?: { readonly allowed: ArrayLike<number> };
}

interface Tagger {
  readonly inputs: Value[];
  readonly mask: Value;
  readonly scores: Value;
  readonly transitions: Value | undefined;
}

function buildTagger(architecture: TaggerArchitecture, source: ParameterSource, dropout: Dropout): Tagger {
  const { inputs, requested, projection, cell, layers, hidden, labels, crf } = architecture;
  const bags = inputs.map(({ name }) => input(name, 'int32', ['time', 'batch', `${name}_width`]));
  const lengths = input('lengths', 'int32', ['batch']);
  const mask = tokenMask(bags[0]!, lengths);
  const parts = inputs.map((tokens, index) =>
    'frozen' in tokens
      ? frozenEmbedding(bags[index]!, tokens.frozen)
      : bagEmbedding(scope(source, tokens.name), bags[index]!, tokens),
  );
  // Dropout comes before the projection: few numbers come after it, and each is needed.
  const project = (vectors: Value[], width: number): Value => {
    const joined = dropout.apply('dropout_input', concat(vectors, -1), architecture.dropout.input);
    return linear(scope(source, 'projection'), joined, width);
  };
  const given = [...bags, lengths];
  const projected = projection ? [project(parts, projection)] : parts;
  if (requested) {
    const slots = input('requested', 'float32', ['batch', requested.slots]);
    given.push(slots);
    projected.push(everywhere(linear(scope(source, 'requested'), slots, requested.dimension), parts[0]!));
  }
  let x = concat(projected, -1);
  if (!projection) x = dropout.apply('dropout_input', x, architecture.dropout.input);
  for (let layer = 0; layer < layers; layer++) {
    if (layer > 0) x = dropout.apply(`dropout_${layer}`, x, architecture.dropout.between);
    const options = { cell: cells[cell.name](cell), hidden };
    x = bidirectional(scope(source, `layer${layer}`), { x, mask, lengths }, options);
  }
  x = dropout.apply('dropout_output', x, architecture.dropout.output);
  const scores = linear(scope(source, 'output'), x, labels);
  const transitions = crf && crfTransitions(scope(source, 'crf'), labels, crf.allowed);
  return { inputs: given, mask, scores, transitions };
}

/** `[batch, d]` at each time of `like` `[time, batch, ...]`. */
function everywhere(vector: Value, like: Value): Value {
  const shape = [dimOf(like, 0), dimOf(like, 1), dimOf(vector, -1)];
  return expand(unsqueeze(vector, 0), concat([shapeOf(like, 0, 2), shapeOf(vector, 1, 2)], 0), shape);
}

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

/** The training graph: `loss` summed over the batch's sentences, and its gradient by each parameter. */
export function buildTrainingModel(architecture: TaggerArchitecture): FedModel {
  const source = new FedParameters();
  const dropout = new FedDropout();
  const { scores, mask, transitions } = buildTagger(architecture, source, dropout);
  const gold = input('gold', 'int32', ['time', 'batch', 1]);
  const loss = transitions
    ? crfLoss(transitions, { scores, mask, gold, arcs: input('arcs', 'int32', ['time+1', 'batch']) })
    : crossEntropy(scores, gold, mask);
  const found = gradients({ of: [loss], seeds: [scalar(1)], by: source.values });
  const named = source.specs.map(({ name }, index) => {
    const value = source.values[index]!;
    return [gradientName(name), found[index] ?? zerosLike(value)] as const;
  });
  const bytes = buildModel('training', { loss, ...Object.fromEntries(named) });
  return { bytes, parameters: source.specs, dropouts: dropout.specs };
}

/** The graph that scores dev while training: `scores` and `transitions`, with fed weights. */
export function buildScoringModel(architecture: TaggerArchitecture): FedModel {
  const source = new FedParameters();
  const tagger = buildTagger(architecture, source, noDropout);
  return { bytes: outputsOf(architecture, tagger), parameters: source.specs, dropouts: [] };
}

/** The graph that serves: `scores` and `transitions`, with its weights inside. */
export function buildServingModel(
  architecture: TaggerArchitecture,
  tensors: ReadonlyMap<string, Float32Array>,
): Uint8Array {
  return outputsOf(architecture, buildTagger(architecture, storedParameters(tensors), noDropout));
}

function outputsOf({ labels }: TaggerArchitecture, { inputs, scores, transitions }: Tagger): Uint8Array {
  const states = labels + 1;
  const none = () => constant(new Float32Array(states * states), [states, states]);
  return buildModel('tagger', { scores, transitions: transitions ?? none() }, inputs);
}

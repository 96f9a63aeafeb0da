import { concat, expand, input, shapeOf, unsqueeze } from '../../graph/ops/index.ts';
import { dimOf, type Value } from '../../graph/value.ts';
import { buildCell, type CellSettings } from '../../nn/cells/index.ts';
import { crfTransitions } from '../../nn/crf.ts';
import type { Dropout } from '../../nn/dropout.ts';
import { bagEmbedding, type Combine, frozenEmbedding, type QuantizedTable } from '../../nn/embedding.ts';
import { type Reading, recurrentLayer } from '../../nn/layer.ts';
import { linear } from '../../nn/linear.ts';
import { tokenMask } from '../../nn/mask.ts';
import { type ParameterSource, scope } from '../../nn/parameters.ts';
import { windowOf } from '../../nn/window.ts';

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
  /** How many tokens on each side are joined to a token. */
  readonly window: number;
  readonly cell: CellSettings;
  readonly reading: Reading;
  readonly layers: number;
  readonly hidden: number;
  /** Of the first layer's input, between layers, and of the last layer's output. */
  readonly dropout: { readonly input: number; readonly between: number; readonly output: number };
  readonly labels: number;
  /** Transitions that BIO allows, row-major `[labels + 1, labels + 1]`; absent for a network without CRF. */
  readonly crf?: { readonly allowed: ArrayLike<number> };
}

/** The inputs of tokens: bags of row numbers, int32 `[time, batch, width]`, one an encoder. */
export function tokenBags({ inputs }: TaggerArchitecture): Value[] {
  return inputs.map(({ name }) => input(name, 'int32', ['time', 'batch', `${name}_width`]));
}

/** What is known of each token alone: bags -> `[time, batch, width]`. */
export function tokenVectors(
  { inputs, projection, dropout: rates }: TaggerArchitecture,
  bags: readonly Value[],
  { source, dropout }: Build,
): Value {
  const parts = inputs.map((tokens, index) =>
    'frozen' in tokens
      ? frozenEmbedding(bags[index]!, tokens.frozen)
      : bagEmbedding(scope(source, tokens.name), bags[index]!, tokens),
  );
  const joined = concat(parts, -1);
  if (projection === undefined) return joined;
  // Dropout comes before the projection: few numbers come after it, and each is needed.
  const dropped = dropout.apply('dropout_input', joined, rates.input);
  return linear(scope(source, 'projection'), dropped, projection);
}

/** Tokens of sentences of several lengths, and the slots just asked for `[batch, slots]`. */
interface Sentences {
  /** `[time, batch, width]` */
  readonly tokens: Value;
  /** int32 `[batch]` */
  readonly lengths: Value;
  readonly requested: Value | undefined;
}

/** Scores of labels. */
export interface Scored {
  readonly mask: Value;
  /** `[time, batch, labels]` */
  readonly scores: Value;
  /** `[labels + 1, labels + 1]`; undefined without CRF. */
  readonly transitions: Value | undefined;
  /** Guesses at the labels by cells that are given them back, each as `scores`. */
  readonly guesses: readonly Value[];
  /** What each layer computed on its way, if watched: `layer0.forward.h`, each `[time, batch, units]`. */
  readonly watched: Readonly<Record<string, Value>>;
}

/** What the tokens are in their sentence. */
export function scoreSentences(
  architecture: TaggerArchitecture,
  { tokens, lengths, requested }: Sentences,
  { source, dropout, gold, watch = false }: Build,
): Scored {
  const { layers, hidden, reading, labels, crf, dropout: rates } = architecture;
  const cell = buildCell(architecture.cell, { labels });
  const mask = tokenMask(tokens, lengths);
  let x = windowOf(tokens, mask, architecture.window);
  if (requested) {
    const asked = linear(scope(source, 'requested'), requested, architecture.requested!.dimension);
    x = concat([x, everywhere(asked, tokens)], -1);
  }
  const guesses: Value[] = [];
  const watched: Record<string, Value> = {};
  if (architecture.projection === undefined) x = dropout.apply('dropout_input', x, rates.input);
  for (let layer = 0; layer < layers; layer++) {
    if (layer > 0) x = dropout.apply(`dropout_${layer}`, x, rates.between);
    const name = `layer${layer}`;
    const options = { cell, hidden, reading, gold, watch };
    const { outputs, directions } = recurrentLayer(scope(source, name), { x, mask, lengths }, options);
    x = outputs;
    for (const [direction, result] of Object.entries(directions)) {
      if (result.guesses) guesses.push(result.guesses);
      for (const [gate, value] of Object.entries(result.watched))
        watched[`${name}.${direction}.${gate}`] = value;
    }
  }
  x = dropout.apply('dropout_output', x, rates.output);
  const scores = linear(scope(source, 'output'), x, labels);
  const transitions = crf && crfTransitions(scope(source, 'crf'), labels, crf.allowed);
  return { mask, scores, transitions, guesses, watched };
}

/** Where the weights come from, and what dropout does. */
interface Build {
  readonly source: ParameterSource;
  readonly dropout: Dropout;
  /** The right labels, `[time, batch, labels]`, for cells that are taught by them. */
  readonly gold?: Value | undefined;
  /** Whether gates and states are wanted. */
  readonly watch?: boolean;
}

/** The inputs besides the tokens. */
export function sentenceInputs({ requested }: TaggerArchitecture): {
  lengths: Value;
  requested: Value | undefined;
} {
  return {
    lengths: input('lengths', 'int32', ['batch']),
    requested: requested && input('requested', 'float32', ['batch', requested.slots]),
  };
}

/** The whole network, from bags to scores. */
export interface TaggerNetwork extends Scored {
  readonly inputs: Value[];
}

/** Bags, lengths and, if the architecture takes it, `requested`, to scores. */
export function buildTagger(architecture: TaggerArchitecture, build: Build): TaggerNetwork {
  const bags = tokenBags(architecture);
  const { lengths, requested } = sentenceInputs(architecture);
  const tokens = tokenVectors(architecture, bags, build);
  const scored = scoreSentences(architecture, { tokens, lengths, requested }, build);
  return { ...scored, inputs: [...bags, lengths, ...(requested ? [requested] : [])] };
}

/** `[batch, d]` at each time of `like` `[time, batch, ...]`. */
function everywhere(vector: Value, like: Value): Value {
  const shape = [dimOf(like, 0), dimOf(like, 1), dimOf(vector, -1)];
  return expand(unsqueeze(vector, 0), concat([shapeOf(like, 0, 2), shapeOf(vector, 1, 2)], 0), shape);
}

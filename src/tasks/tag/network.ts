import { concat, expand, input, shapeOf, unsqueeze } from '../../graph/ops/index.ts';
import { dimOf, type Value } from '../../graph/value.ts';
import { buildCell, type CellSettings } from '../../nn/cells/index.ts';
import { crfTransitions } from '../../nn/crf.ts';
import { type Reading, recurrentLayer } from '../../nn/layer.ts';
import { linear } from '../../nn/linear.ts';
import { tokenMask } from '../../nn/mask.ts';
import { scope } from '../../nn/parameters.ts';
import { windowOf } from '../../nn/window.ts';
import { type TokenArchitecture, type TokenBuild, tokenBags, tokenVectors } from '../tokens/network.ts';

/** Everything that fixes a tagger's network: sizes, not weights. */
export interface TaggerArchitecture extends TokenArchitecture {
  /** The slots that can be asked for, and the width that they are projected to. */
  readonly requested?: { readonly slots: number; readonly dimension: number };
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

/** Beside weights and dropout, what some cells and who looks on want. */
interface Build extends TokenBuild {
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

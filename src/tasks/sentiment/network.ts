import { add, constant, input, mul } from '../../graph/ops/index.ts';
import type { Value } from '../../graph/value.ts';
import { attentionPooling } from '../../nn/attention.ts';
import { buildCell, type CellSettings } from '../../nn/cells/index.ts';
import { type Reading, recurrentLayer } from '../../nn/layer.ts';
import { linear } from '../../nn/linear.ts';
import { tokenMask } from '../../nn/mask.ts';
import { judgeNgrams, type NgramJudge } from '../../nn/ngrams.ts';
import { scope } from '../../nn/parameters.ts';
import { type TokenArchitecture, type TokenBuild, tokenBags, tokenVectors } from '../tokens/network.ts';
import { classes } from './classes.ts';

/** Everything that fixes the network: sizes, not weights. */
export interface SentimentArchitecture extends TokenArchitecture {
  readonly cell: CellSettings;
  readonly reading: Reading;
  readonly layers: number;
  readonly hidden: number;
  /** Units of the layer that says what each token counts. */
  readonly attention: number;
  /** The judge of n-grams beside the network, if there is one: it is trained before. */
  readonly ngrams?: NgramJudge;
  /** Of the first layer's input, between layers, and of the pooled vector. */
  readonly dropout: { readonly input: number; readonly between: number; readonly output: number };
}

/** Tokens of texts of several lengths. */
export interface Texts {
  /** `[time, batch, width]` */
  readonly tokens: Value;
  /** int32 `[batch]` */
  readonly lengths: Value;
}

/** What the network says of each text. */
export interface Judged {
  /** `[batch, classes]` */
  readonly logits: Value;
  /** What each token counts, `[time, batch, 1]`, 0 on padding. */
  readonly attention: Value;
}

/** Reads the texts from end to end, pools what was read of each by attention, and judges the sum. */
export function judgeTexts(
  architecture: SentimentArchitecture,
  { tokens, lengths }: Texts,
  { source, dropout }: TokenBuild,
): Judged {
  const { layers, hidden, reading, dropout: rates } = architecture;
  const cell = buildCell(architecture.cell, { labels: classes.length });
  const mask = tokenMask(tokens, lengths);
  let x = tokens;
  if (architecture.projection === undefined) x = dropout.apply('dropout_input', x, rates.input);
  for (let layer = 0; layer < layers; layer++) {
    if (layer > 0) x = dropout.apply(`dropout_${layer}`, x, rates.between);
    const options = { cell, hidden, reading };
    x = recurrentLayer(scope(source, `layer${layer}`), { x, mask, lengths }, options).outputs;
  }
  const { pooled, weights } = attentionPooling(scope(source, 'attention'), x, {
    mask,
    size: architecture.attention,
  });
  const dropped = dropout.apply('dropout_output', pooled, rates.output);
  return { logits: linear(scope(source, 'output'), dropped, classes.length), attention: weights };
}

/** What the judges say together: the logits add up, as in a product of experts (Hinton 2002). */
export function judgeTogether(judged: Judged, ngrams: NgramJudged | undefined): Judged {
  if (!ngrams) return judged;
  const odds = judgeNgrams(ngrams.rows, ngrams.judge);
  // Half of the log-odds of positive for it, and half against the other class.
  const logits = mul(odds, constant(Float32Array.of(-0.5, 0.5), [1, classes.length]));
  return { ...judged, logits: add(judged.logits, logits) };
}

/** N-grams of texts and who judges them. */
export interface NgramJudged {
  /** int32 `[ngrams, batch]` */
  readonly rows: Value;
  readonly judge: NgramJudge;
}

/** The judge of n-grams with the graph's input of their rows, if the architecture has one. */
export function ngramsInput({ ngrams: judge }: SentimentArchitecture): NgramJudged | undefined {
  return judge && { judge, rows: input('ngrams', 'int32', ['ngrams', 'batch']) };
}

/** int32 `[batch]`, the tokens of each text. */
export function lengthsInput(): Value {
  return input('lengths', 'int32', ['batch']);
}

/** The whole network, from bags and lengths to what it says. */
export function buildSentiment(
  architecture: SentimentArchitecture,
  build: TokenBuild,
): Judged & { readonly inputs: Value[] } {
  const bags = tokenBags(architecture);
  const lengths = lengthsInput();
  const tokens = tokenVectors(architecture, bags, build);
  return { ...judgeTexts(architecture, { tokens, lengths }, build), inputs: [...bags, lengths] };
}

import { input, logSoftmax } from '../../graph/ops/index.ts';
import type { Value } from '../../graph/value.ts';
import { buildCell, type CellSettings } from '../../nn/cells/index.ts';
import type { Dropout } from '../../nn/dropout.ts';
import { type Reading, recurrentLayer } from '../../nn/layer.ts';
import { linear } from '../../nn/linear.ts';
import { tokenMask } from '../../nn/mask.ts';
import { type ParameterSource, scope } from '../../nn/parameters.ts';

/** Everything that fixes the acoustic network: sizes, not weights. */
export interface SpeechArchitecture {
  /** Numbers of a frame. */
  readonly inputs: number;
  /** Symbols, the blank among them. */
  readonly symbols: number;
  readonly cell: CellSettings;
  readonly reading: Reading;
  readonly layers: number;
  /** Units of each direction. */
  readonly hidden: number;
  /** The width to which what a layer says is projected for the next one; absent: it goes on as it is. */
  readonly projection?: number;
  /** Of the first layer's input, between layers, and of the last layer's output. */
  readonly dropout: { readonly input: number; readonly between: number; readonly output: number };
}

/** Where the weights come from, and what dropout does. */
export interface SpeechBuild {
  readonly source: ParameterSource;
  readonly dropout: Dropout;
}

/** What the network is fed, and what it says. */
export interface SpeechNetwork {
  /** float32 `[time, batch, inputs]`; what pads an utterance is never looked at. */
  readonly features: Value;
  /** int32 `[batch]`: frames of each utterance, at least 1. */
  readonly lengths: Value;
  /** float32 `[time, batch, symbols]`: natural logarithms of probabilities. */
  readonly logProbs: Value;
}

/** Stacked recurrent layers from frames to the probability of each symbol at each frame (Graves et al. 2013). */
export function buildSpeech(
  architecture: SpeechArchitecture,
  { source, dropout }: SpeechBuild,
): SpeechNetwork {
  const { inputs, symbols, layers, hidden, reading, projection, dropout: rates } = architecture;
  const features = input('features', 'float32', ['time', 'batch', inputs]);
  const lengths = input('lengths', 'int32', ['batch']);
  const mask = tokenMask(features, lengths);
  const cell = buildCell(architecture.cell, { labels: symbols });
  let x = dropout.apply('dropout_input', features, rates.input);
  for (let layer = 0; layer < layers; layer++) {
    if (layer > 0) {
      if (projection !== undefined) x = linear(scope(source, `projection${layer}`), x, projection);
      x = dropout.apply(`dropout_${layer}`, x, rates.between);
    }
    x = recurrentLayer(
      scope(source, `layer${layer}`),
      { x, mask, lengths },
      { cell, hidden, reading },
    ).outputs;
  }
  const logits = linear(scope(source, 'output'), dropout.apply('dropout_output', x, rates.output), symbols);
  return { features, lengths, logProbs: logSoftmax(logits) };
}

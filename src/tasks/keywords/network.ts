import { concat, input } from '../../graph/ops/index.ts';
import type { Value } from '../../graph/value.ts';
import { buildCell, type CellSettings } from '../../nn/cells/index.ts';
import { bagEmbedding } from '../../nn/embedding.ts';
import { type Reading, recurrentLayer } from '../../nn/layer.ts';
import { tokenMask } from '../../nn/mask.ts';
import { scope } from '../../nn/parameters.ts';
import { type TokenArchitecture, type TokenBuild, tokenBags, tokenVectors } from '../tokens/network.ts';
import type { Method } from './method.ts';
import { placeRows, placeWidth } from './place.ts';

/** Everything that fixes the network: sizes, not weights. */
export interface KeywordsArchitecture extends TokenArchitecture {
  readonly method: Method;
  /** Width of what is known of a token by its document. */
  readonly place: number;
  readonly cell: CellSettings;
  readonly reading: Reading;
  readonly layers: number;
  readonly hidden: number;
  /** Units of a scorer's attention and of the layer that judges its phrases. */
  readonly attention: number;
  /** Of the first layer's input, between layers, and of what is read. */
  readonly dropout: { readonly input: number; readonly between: number; readonly output: number };
}

/** Windows of documents, of several lengths. */
export interface Windows {
  /** `[time, batch, width]` */
  readonly tokens: Value;
  /** int32 `[time, batch, placeWidth]` */
  readonly places: Value;
  /** int32 `[batch]` */
  readonly lengths: Value;
}

/** Windows as they were read. */
export interface ReadWindows {
  /** `[time, batch, directions * hidden]`, 0 on padding. */
  readonly read: Value;
  /** bool `[time, batch, 1]` */
  readonly mask: Value;
}

/** Reads windows from end to end: what each token is in its document. */
export function readWindows(
  architecture: KeywordsArchitecture,
  { tokens, places, lengths }: Windows,
  { source, dropout }: TokenBuild,
): ReadWindows {
  const { layers, hidden, reading, dropout: rates, place } = architecture;
  const cell = buildCell(architecture.cell, { labels: 1 });
  const mask = tokenMask(tokens, lengths);
  const table = { rows: placeRows, dimension: place, combine: 'sum' } as const;
  let x = concat([tokens, bagEmbedding(scope(source, 'place'), places, table)], -1);
  if (architecture.projection === undefined) x = dropout.apply('dropout_input', x, rates.input);
  for (let layer = 0; layer < layers; layer++) {
    if (layer > 0) x = dropout.apply(`dropout_${layer}`, x, rates.between);
    const options = { cell, hidden, reading };
    x = recurrentLayer(scope(source, `layer${layer}`), { x, mask, lengths }, options).outputs;
  }
  return { read: dropout.apply('dropout_output', x, rates.output), mask };
}

/** The inputs besides the tokens. */
export function windowInputs(): Omit<Windows, 'tokens'> {
  return {
    places: input('places', 'int32', ['time', 'batch', placeWidth]),
    lengths: input('lengths', 'int32', ['batch']),
  };
}

/** From bags to what was read, with the graph's inputs. */
export function buildReader(
  architecture: KeywordsArchitecture,
  build: TokenBuild,
): ReadWindows & { readonly inputs: Value[]; readonly lengths: Value } {
  const bags = tokenBags(architecture);
  const { places, lengths } = windowInputs();
  const tokens = tokenVectors(architecture, bags, build);
  const windows = readWindows(architecture, { tokens, places, lengths }, build);
  return { ...windows, lengths, inputs: [...bags, places, lengths] };
}

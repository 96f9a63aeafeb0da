import { concat } from '../graph/ops/index.ts';
import type { Value } from '../graph/value.ts';
import { fusedLayer } from './fused.ts';
import { type ParameterSource, scope } from './parameters.ts';
import { type DirectionOptions, type DirectionResult, recurrent, type Sequence } from './recurrent.ts';

/** The ways in which a layer can read a sentence. */
export const readings = ['bidirectional', 'forward', 'backward'] as const;

/** One of them. */
export type Reading = (typeof readings)[number];

/** One way along the sentence. */
export type Direction = Exclude<Reading, 'bidirectional'>;

/** A layer of a cell that reads in one direction or in both. */
export interface LayerOptions extends Omit<DirectionOptions, 'reverse' | 'keepFinal'> {
  readonly reading: Reading;
}

/** What a layer answers. */
export interface LayerResult {
  /** `[time, batch, directions * hidden]`, forward first, zero on padding. */
  readonly outputs: Value;
  /** What its directions answered; none where a fused operator answered for them. */
  readonly directions: Readonly<Partial<Record<Direction, DirectionResult>>>;
}

/**
 * A recurrent layer (both directions: Schuster and Paliwal 1997).
 * From trained weights, a cell that ONNX has a fused operator for is built as that operator.
 */
export function recurrentLayer(
  source: ParameterSource,
  sequence: Sequence,
  { reading, ...options }: LayerOptions,
): LayerResult {
  const directions = directionsOf(reading, options);
  const sources = directions.map((direction) => scope(source, direction));
  const { fused } = options.cell;
  if (fused && !options.watch && sources.every(({ stored }) => stored)) {
    const stored = sources.map((each) => each.stored!);
    const layer = {
      cell: { ...options.cell, fused },
      hidden: options.hidden,
      reading,
      stored,
      compact: source.compact,
    };
    return { outputs: fusedLayer(sequence.x, sequence.lengths, layer), directions: {} };
  }
  const results = directions.map((direction, index) =>
    recurrent(sources[index]!, sequence, { ...options, reverse: direction === 'backward' }),
  );
  return {
    outputs: concat(
      results.map(({ outputs }) => outputs),
      -1,
    ),
    directions: Object.fromEntries(directions.map((direction, index) => [direction, results[index]!])),
  };
}

/** A cell without memory reads every token by itself, so that a second direction would say the same again. */
function directionsOf(
  reading: Reading,
  { cell, hidden }: Pick<LayerOptions, 'cell' | 'hidden'>,
): readonly Direction[] {
  if (Object.keys(cell.layout(hidden).states).length === 0) return ['forward'];
  return reading === 'bidirectional' ? ['forward', 'backward'] : [reading];
}

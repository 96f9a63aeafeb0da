import type { LazySession } from '../../runtime/session.ts';
import { groupByLength } from '../tokens/grouping.ts';
import type { Laps } from '../tokens/laps.ts';
import { encodeVectors } from './encode.ts';
import type { StateOutput } from './graph-check.ts';
import type { Inferred, TaggerNetwork } from './infer.ts';

/** The graph that gives the gates and states of each token, beside those that serve. */
export interface StatesGraph {
  /** Name of the cell. */
  readonly cell: string;
  readonly outputs: readonly StateOutput[];
  readonly session: LazySession;
}

/** One number a unit, for each token. */
export type UnitsByToken = readonly (readonly number[])[];

/** What a direction of a layer computed; gates and states by the names of the cell's equations. */
export interface DirectionStates {
  readonly direction: string;
  readonly values: Readonly<Record<string, UnitsByToken>>;
}

/** What the network computed on its way through a text. */
export interface NetworkStates {
  readonly cell: string;
  readonly layers: readonly { readonly layer: number; readonly directions: readonly DirectionStates[] }[];
}

/** A tagged text with the slots that had been asked for. */
export type TaggedText = Inferred & { readonly requested: readonly string[] | undefined };

/** The gates and states of the texts, to four decimals. */
export async function readStates(
  network: TaggerNetwork,
  texts: readonly TaggedText[],
  laps: Laps,
): Promise<NetworkStates[]> {
  if (texts.length === 0) return [];
  const { cell, outputs, session } = network.states!;
  const found: NetworkStates[] = texts.map(() => statesOf(cell, outputs, () => []));
  const spoken = [...texts.keys()].filter((index) => texts[index]!.tokens.length > 0);
  for (const group of groupByLength(spoken.map((index) => texts[index]!.tokens.length))) {
    const indices = group.map((place) => spoken[place]!);
    const batch = indices.map((index) => texts[index]!);
    const feeds = encodeVectors(
      batch,
      batch.map(({ vectors }) => vectors),
      network.slots,
    );
    const graph = await session.get();
    laps.end('encode');
    const results = await graph.run(
      feeds,
      outputs.map(({ name }) => name),
    );
    laps.end('run');
    const [time] = feeds.tokens!.dims;
    for (const [b, index] of indices.entries()) {
      const place = { b, batch: batch.length, time: time!, length: batch[b]!.tokens.length };
      found[index] = statesOf(cell, outputs, ({ name }) => unitsOf(results[name]!, place));
    }
    laps.end('decode');
  }
  return found;
}

function statesOf(
  cell: string,
  outputs: readonly StateOutput[],
  values: (output: StateOutput) => UnitsByToken,
): NetworkStates {
  const layers = new Map<number, Map<string, Record<string, UnitsByToken>>>();
  for (const output of outputs) {
    const { layer, direction, value } = output;
    const directions = layers.get(layer) ?? new Map<string, Record<string, UnitsByToken>>();
    layers.set(layer, directions);
    directions.set(direction, { ...directions.get(direction), [value]: values(output) });
  }
  return {
    cell,
    layers: [...layers].map(([layer, directions]) => ({
      layer,
      directions: [...directions].map(([direction, own]) => ({ direction, values: own })),
    })),
  };
}

/** The numbers of sentence `b` in `data` `[time, batch, units]`. */
function unitsOf(
  data: Float32Array,
  { b, batch, time, length }: { b: number; batch: number; time: number; length: number },
): UnitsByToken {
  const units = data.length / (time * batch);
  return Array.from({ length }, (_, t) => {
    const first = (t * batch + b) * units;
    return Array.from(data.subarray(first, first + units), (number) => Math.round(number * 1e4) / 1e4);
  });
}

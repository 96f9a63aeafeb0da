import { add, concat, input } from '../../graph/ops/index.ts';
import type { Value } from '../../graph/value.ts';
import type { Dropout } from '../../nn/dropout.ts';
import { type BagOptions, bagEmbedding, frozenEmbedding } from '../../nn/embedding.ts';
import { linear } from '../../nn/linear.ts';
import { type ParameterSource, scope } from '../../nn/parameters.ts';
import { type QuantizedTable, quantizeTable } from '../../nn/quantized.ts';

/** One input of tokens: bags of rows of a trained table, or single rows of a frozen one. */
export type TokenInput =
  | (BagOptions & { readonly name: string })
  | { readonly name: string; readonly frozen: QuantizedTable };

/** How the vectors that a token's inputs give become one: one after another, or added up. */
export type Join = 'concat' | 'sum';

/** How a network sees tokens before it sees their sentence. */
export interface TokenArchitecture {
  readonly inputs: readonly TokenInput[];
  /** If absent, `concat`. */
  readonly join?: Join;
  /** The width to which the joined vectors are projected; absent: they go on as they are. */
  readonly projection?: number;
  readonly dropout: { readonly input: number };
}

/** The same inputs with trained tables in 8 bits a number, as packages hold them: a quarter of the bytes. */
export function quantizeTables(
  inputs: readonly TokenInput[],
  tensors: ReadonlyMap<string, Float32Array>,
): TokenInput[] {
  return inputs.map((tokens) => {
    if ('frozen' in tokens) return tokens;
    return { ...tokens, quantized: quantizeTable(tensors.get(`${tokens.name}.table`)!, tokens.dimension) };
  });
}

/** Where the weights come from, and what dropout does. */
export interface TokenBuild {
  readonly source: ParameterSource;
  readonly dropout: Dropout;
}

/** The inputs of tokens: bags of row numbers, int32 `[time, batch, width]`, one an encoder. */
export function tokenBags({ inputs }: TokenArchitecture): Value[] {
  return inputs.map(({ name }) => input(name, 'int32', ['time', 'batch', `${name}_width`]));
}

/** What is known of each token alone: bags -> `[time, batch, width]`. */
export function tokenVectors(
  { inputs, join, projection, dropout: rates }: TokenArchitecture,
  bags: readonly Value[],
  { source, dropout }: TokenBuild,
): Value {
  const parts = inputs.map((tokens, index) =>
    'frozen' in tokens
      ? frozenEmbedding(bags[index]!, tokens.frozen)
      : bagEmbedding(scope(source, tokens.name), bags[index]!, tokens),
  );
  const joined = join === 'sum' ? parts.reduce(add) : concat(parts, -1);
  if (projection === undefined) return joined;
  // Dropout comes before the projection: few numbers come after it, and each is needed.
  const dropped = dropout.apply('dropout_input', joined, rates.input);
  return linear(scope(source, 'projection'), dropped, projection);
}

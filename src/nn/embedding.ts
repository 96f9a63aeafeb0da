import {
  cast,
  constant,
  div,
  gather,
  greaterOrEqual,
  mul,
  reduceSum,
  scalar,
  unsqueeze,
  where,
} from '../graph/ops/index.ts';
import type { Value } from '../graph/value.ts';
import { normal } from './init.ts';
import type { ParameterSource } from './parameters.ts';
import type { QuantizedTable } from './quantized.ts';

/** How the rows of a bag become one vector. */
export type Combine = 'sum' | 'mean';

/** A trained table and how bags of its rows become vectors. */
export interface BagOptions {
  readonly rows: number;
  readonly dimension: number;
  readonly combine: Combine;
  /** The standard deviation of the first numbers; 0.1 unless given. */
  readonly deviation?: number;
  /** Stands for the trained table where a network serves. */
  readonly quantized?: QuantizedTable;
}

/** The vectors of bags of rows of a trained table: int32 `[time, batch, width]`, -1 for none, to `[time, batch, d]`. */
export function bagEmbedding(source: ParameterSource, bags: Value, options: BagOptions): Value {
  const { rows, dimension, combine, deviation = 0.1, quantized } = options;
  const present = presence(bags);
  const found = quantized
    ? quantizedRows(quantized, safeRows(bags))
    : gather(
        source.parameter({ name: 'table', shape: [rows, dimension], initializer: normal(deviation) }),
        safeRows(bags),
      );
  const vectors = mul(found, unsqueeze(present, 3));
  const sum = reduceSum(vectors, [2]);
  if (combine === 'sum') return sum;
  const count = reduceSum(present, [2], true);
  return div(sum, where(greaterOrEqual(count, scalar(1)), count, scalar(1)));
}

/** The vectors of single rows of a frozen table: int32 `[time, batch, 1]` to `[time, batch, d]`; -1 gives zeros. */
export function frozenEmbedding(rows: Value, table: QuantizedTable): Value {
  const vectors = mul(quantizedRows(table, safeRows(rows)), unsqueeze(presence(rows), 3));
  return reduceSum(vectors, [2]);
}

/** The vectors of rows of a table in 8 bits: whole numbers `[...]` to `[..., d]`. */
function quantizedRows(table: QuantizedTable, rows: Value): Value {
  const vectors = constant(table.vectors, [table.rows, table.dimension]);
  const scales = constant(table.scales, [table.rows, 1]);
  return mul(cast(gather(vectors, rows), 'float32'), gather(scales, rows));
}

function presence(bags: Value): Value {
  return cast(greaterOrEqual(bags, constant(Int32Array.of(0), [])), 'float32');
}

function safeRows(bags: Value): Value {
  const none = constant(Int32Array.of(0), []);
  return where(greaterOrEqual(bags, none), bags, none);
}

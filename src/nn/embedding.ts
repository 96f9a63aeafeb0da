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

/** How the rows of a bag become one vector. */
export type Combine = 'sum' | 'mean';

/** A frozen table of vectors in 8 bits a number, each row with a scale of its own. */
export interface QuantizedTable {
  readonly rows: number;
  readonly dimension: number;
  /** `[rows, dimension]` */
  readonly vectors: Int8Array;
  /** `[rows]` */
  readonly scales: Float32Array;
}

/** A trained table and how bags of its rows become vectors. */
export interface BagOptions {
  readonly rows: number;
  readonly dimension: number;
  readonly combine: Combine;
  /** The standard deviation of the first numbers; 0.1 unless given. */
  readonly deviation?: number;
}

/** The vectors of bags of rows of a trained table: int32 `[time, batch, width]`, -1 for none, to `[time, batch, d]`. */
export function bagEmbedding(source: ParameterSource, bags: Value, options: BagOptions): Value {
  const { rows, dimension, combine, deviation = 0.1 } = options;
  const initializer = normal(deviation);
  const table = source.parameter({ name: 'table', shape: [rows, dimension], initializer });
  const present = presence(bags);
  const vectors = mul(gather(table, safeRows(bags)), unsqueeze(present, 3));
  const sum = reduceSum(vectors, [2]);
  if (combine === 'sum') return sum;
  const count = reduceSum(present, [2], true);
  return div(sum, where(greaterOrEqual(count, scalar(1)), count, scalar(1)));
}

/** The vectors of single rows of a frozen table: int32 `[time, batch, 1]` to `[time, batch, d]`; -1 gives zeros. */
export function frozenEmbedding(rows: Value, table: QuantizedTable): Value {
  const vectors = constant(table.vectors, [table.rows, table.dimension]);
  const scales = constant(table.scales, [table.rows, 1]);
  const indices = safeRows(rows);
  const scale = mul(gather(scales, indices), unsqueeze(presence(rows), 3));
  return reduceSum(mul(cast(gather(vectors, indices), 'float32'), scale), [2]);
}

function presence(bags: Value): Value {
  return cast(greaterOrEqual(bags, constant(Int32Array.of(0), [])), 'float32');
}

function safeRows(bags: Value): Value {
  const none = constant(Int32Array.of(0), []);
  return where(greaterOrEqual(bags, none), bags, none);
}

import type { RandomSource } from '../random.ts';

/** Makes the first numbers of a tensor of the given shape. */
export type Initializer = (random: RandomSource, shape: readonly number[]) => Float32Array;

function size(shape: readonly number[]): number {
  return shape.reduce((product, dim) => product * dim, 1);
}

/** All zeros. */
export const zeros: Initializer = (_, shape) => new Float32Array(size(shape));

/** Uniform in +-sqrt(6 / (rows + columns)) for `[rows, columns]` (Glorot and Bengio 2010). */
export const glorotUniform: Initializer = (random, shape) => {
  const [rows = 1, columns = 1] = shape;
  const limit = Math.sqrt(6 / (rows + columns));
  return Float32Array.from({ length: size(shape) }, () => (2 * random.next() - 1) * limit);
};

/** Normal with the given standard deviation. */
export function normal(deviation: number): Initializer {
  return (random, shape) => Float32Array.from({ length: size(shape) }, () => random.normal() * deviation);
}

/** `scale` times the identity (Le et al. 2015). */
export function identity(scale: number): Initializer {
  return (_, shape) => {
    const [rows = 1, columns = 1] = shape;
    return Float32Array.from({ length: rows * columns }, (_, at) =>
      Math.floor(at / columns) === at % columns ? scale : 0,
    );
  };
}

/** `[hidden, gates * hidden]` as one random orthogonal square for each gate (Saxe et al. 2014). */
export const orthogonalGates: Initializer = (random, shape) => {
  const [hidden = 1, columns = 1] = shape;
  const data = new Float32Array(hidden * columns);
  for (let gate = 0; gate < columns / hidden; gate++) {
    for (const [row, vector] of orthonormalRows(random, hidden).entries()) {
      data.set(vector, row * columns + gate * hidden);
    }
  }
  return data;
};

/** Zeros, but `value` for the units of one gate: a forget gate that starts open (Jozefowicz et al. 2015). */
export function gateBias(gate: number, value: number, hidden: number): Initializer {
  return (_, shape) => new Float32Array(size(shape)).fill(value, gate * hidden, (gate + 1) * hidden);
}

/** Gram-Schmidt on random normal vectors. */
function orthonormalRows(random: RandomSource, count: number): Float64Array[] {
  const rows: Float64Array[] = [];
  while (rows.length < count) {
    const row = Float64Array.from({ length: count }, () => random.normal());
    for (const other of rows) {
      const share = dot(row, other);
      for (let i = 0; i < count; i++) row[i]! -= share * other[i]!;
    }
    const length = Math.sqrt(dot(row, row));
    if (length > 1e-6) rows.push(row.map((number) => number / length));
  }
  return rows;
}

function dot(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, number, index) => sum + number * b[index]!, 0);
}

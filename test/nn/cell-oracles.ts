import type { ParameterSpec } from '../../src/nn/parameters.ts';
import type { Sentence } from './layer.ts';

// The equations of the papers, one sentence and one token after another, in double precision and unit by unit.

type Vector = readonly number[];

/** Weights as rows of numbers by the names of the equations; a vector is one row. */
export type Weights = Readonly<Record<string, readonly Vector[]>>;

/** What a cell is at one token: its output, gates and states, by the names of the equations. */
export type Trace = Readonly<Record<string, Vector>> & { readonly output: Vector };

/** A cell of `n` units over one sentence, read from its first token to its last one. */
export type Oracle = (weights: Weights, tokens: Sentence, n: number) => Trace[];

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));
const units = (n: number, value: (unit: number) => number): Vector =>
  Array.from({ length: n }, (_, u) => value(u));
const zeros = (n: number): Vector => units(n, () => 0);

/** x W for one column of W. */
export function product(x: Vector, W: readonly Vector[], column: number): number {
  return x.reduce((sum, number, row) => sum + number * W[row]![column]!, 0);
}

function softmax(scores: Vector): Vector {
  const powers = scores.map(Math.exp);
  const total = powers.reduce((sum, power) => sum + power, 0);
  return powers.map((power) => power / total);
}

/** h = tanh(x W + b) */
export const feedForwardOracle: Oracle = ({ W, b }, tokens, n) =>
  tokens.map((x) => {
    const h = units(n, (u) => Math.tanh(product(x, W!, u) + b![0]![u]!));
    return { output: h, h };
  });

/** h' = g(x W + b + h R) */
export const elmanOracle =
  (g: (x: number) => number = Math.tanh): Oracle =>
  ({ W, b, R }, tokens, n) => {
    let h = zeros(n);
    return tokens.map((x) => {
      const before = h;
      h = units(n, (u) => g(product(x, W!, u) + b![0]![u]! + product(before, R!, u)));
      return { output: h, h };
    });
  };

/** h = tanh(x W + b + y R); y' = softmax(h V + d), or what is right if that is told. */
export const jordanOracle =
  (right?: readonly Vector[]): Oracle =>
  ({ W, b, R, V, d }, tokens, n) => {
    let fed = zeros(d![0]!.length);
    return tokens.map((x, now) => {
      const before = fed;
      const h = units(n, (u) => Math.tanh(product(x, W!, u) + b![0]![u]! + product(before, R!, u)));
      const y = softmax(d![0]!.map((bias, label) => product(h, V!, label) + bias));
      fed = right?.[now] ?? y;
      return { output: h, h, y };
    });
  };

/** Columns of W, R and b: i, o, f, g. Columns of P, if there are peepholes: i, o, f. */
export const lstmOracle: Oracle = ({ W, b, R, P }, tokens, n) => {
  const [I, O, F, G] = [0, n, 2 * n, 3 * n];
  let h = zeros(n);
  let c = zeros(n);
  return tokens.map((x) => {
    const [hBefore, cBefore] = [h, c];
    const z = (column: number) => product(x, W!, column) + b![0]![column]! + product(hBefore, R!, column);
    const peep = (column: number, memory: number) => (P ? P[0]![column]! * memory : 0);
    const i = units(n, (u) => sigmoid(z(I + u) + peep(I + u, cBefore[u]!)));
    const f = units(n, (u) => sigmoid(z(F + u) + peep(F + u, cBefore[u]!)));
    const g = units(n, (u) => Math.tanh(z(G + u)));
    c = units(n, (u) => f[u]! * cBefore[u]! + i[u]! * g[u]!);
    const o = units(n, (u) => sigmoid(z(O + u) + peep(O + u, c[u]!)));
    h = units(n, (u) => o[u]! * Math.tanh(c[u]!));
    return { output: h, i, f, o, g, c, h };
  });
};

/** Columns of W, R and b: u, r, g. */
export const gruOracle =
  (reset: 'before' | 'after'): Oracle =>
  ({ W, b, R }, tokens, n) => {
    let h = zeros(n);
    return tokens.map((x) => {
      const before = h;
      const z = (column: number) => product(x, W!, column) + b![0]![column]!;
      const update = units(n, (k) => sigmoid(z(k) + product(before, R!, k)));
      const r = units(n, (k) => sigmoid(z(n + k) + product(before, R!, n + k)));
      const kept = before.map((number, k) => r[k]! * number);
      const g = units(n, (k) => {
        const column = 2 * n + k;
        const heard = reset === 'before' ? product(kept, R!, column) : r[k]! * product(before, R!, column);
        return Math.tanh(z(column) + heard);
      });
      h = units(n, (k) => update[k]! * before[k]! + (1 - update[k]!) * g[k]!);
      return { output: h, u: update, r, g, h };
    });
  };

/** Unit `u` changes at tokens 0, T[u], 2 T[u] and so on, and hears the units whose period is no shorter. */
export const clockworkOracle =
  (T: Vector): Oracle =>
  ({ W, b, R }, tokens, n) => {
    let h = zeros(n);
    return tokens.map((x, now) => {
      const before = h;
      h = units(n, (u) => {
        if (now % T[u]! !== 0) return before[u]!;
        const heard = before.reduce(
          (sum, one, from) => (T[from]! >= T[u]! ? sum + one * R![from]![u]! : sum),
          0,
        );
        return Math.tanh(product(x, W!, u) + b![0]![u]! + heard);
      });
      return { output: h, h, k: T.map((period) => (now + 1) % period) };
    });
  };

/** The last `slow` of `n` units are the context s. */
export const scrnOracle =
  (alpha: number, slow: number): Oracle =>
  ({ W, b, P, R }, tokens, n) => {
    const fast = n - slow;
    let h = zeros(fast);
    let s = zeros(slow);
    return tokens.map((x) => {
      const [hBefore, sBefore] = [h, s];
      const z = (column: number) => product(x, W!, column) + b![0]![column]!;
      s = units(slow, (u) => (1 - alpha) * z(fast + u) + alpha * sBefore[u]!);
      h = units(fast, (u) => sigmoid(product(s, P!, u) + z(u) + product(hBefore, R!, u)));
      return { output: [...h, ...s], h, s };
    });
  };

/** Tensors under a prefix as rows of numbers. */
export function weightsUnder(
  prefix: string,
  specs: readonly ParameterSpec[],
  tensors: ReadonlyMap<string, Float32Array>,
): Weights {
  const own = specs.filter(({ name }) => name.startsWith(prefix));
  return Object.fromEntries(
    own.map(({ name, shape }) => {
      const columns = shape.at(-1)!;
      const numbers = [...tensors.get(name)!];
      const rows = Array.from({ length: numbers.length / columns }, (_, row) =>
        numbers.slice(row * columns, (row + 1) * columns),
      );
      return [name.slice(prefix.length), rows];
    }),
  );
}

/** What an oracle says of a sentence that is read from its end; places stay as they are in the sentence. */
export function readBackward(oracle: Oracle): Oracle {
  return (weights, tokens, n) => oracle(weights, tokens.toReversed(), n).toReversed();
}

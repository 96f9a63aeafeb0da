import { z } from 'zod';
import { add, matMul, mul, sigmoid, split, tanh } from '../../graph/ops/index.ts';
import { sizeOf, type Value } from '../../graph/value.ts';
import { gateBias, orthogonalGates } from '../init.ts';
import { type Cell, cellKind } from './cell.ts';

/** What can be set about an LSTM. */
export interface LstmOptions {
  /** Of the memory's input and output; tanh, which the fused operator has too, unless given. */
  readonly activation?: (x: Value) => Value;
  /** Where the bias of the forget gate starts. */
  readonly forgetBias?: number;
}

/**
 * Long short-term memory (Hochreiter and Schmidhuber 1997; forget gate: Gers et al. 2000): i = sigmoid(zi + h Ri);
 * f = sigmoid(zf + h Rf);  g = tanh(zg + h Rg);  c' = f * c + i * g;  o = sigmoid(zo + h Ro);  h' = o * tanh(c').
 * z = x W + b and R are in ONNX's order: i, o, f, g.
 */
export function lstmCell({ activation = tanh, forgetBias = 1 }: LstmOptions = {}): Cell {
  return {
    name: 'lstm',
    widens: true,
    layout: (hidden) => ({
      input: 4 * hidden,
      b: gateBias(2, forgetBias, hidden),
      states: { h: hidden, c: hidden },
      parameters: { R: { shape: [hidden, 4 * hidden], initializer: orthogonalGates } },
    }),
    step({ R }, z, { h, c }) {
      const hidden = sizeOf(h!, -1);
      const [gates, candidate] = split(add(z, matMul(h!, R!)), [3 * hidden, hidden], -1);
      const [i, o, f] = split(sigmoid(gates!), [hidden, hidden, hidden], -1);
      const g = activation(candidate!);
      const memory = add(mul(f!, c!), mul(i!, g));
      const output = mul(o!, activation(memory));
      return { output, states: { h: output, c: memory }, gates: { i: i!, f: f!, o: o!, g } };
    },
    ...(activation === tanh ? { fused: { operator: 'LSTM' } as const } : {}),
  };
}

/** The setting that LSTMs have. */
export const lstmSettings = {
  forgetBias: z.number().min(-10).max(10).default(1).describe('where the bias of the forget gate starts'),
};

/** `lstm` in recipes. */
export const lstm = cellKind({ settings: lstmSettings, build: lstmCell });

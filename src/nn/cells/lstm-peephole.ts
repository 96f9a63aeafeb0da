import { add, matMul, mul, sigmoid, slice, split, tanh } from '../../graph/ops/index.ts';
import { sizeOf } from '../../graph/value.ts';
import { gateBias, orthogonalGates, zeros } from '../init.ts';
import { type Cell, cellKind } from './cell.ts';
import { lstmSettings } from './lstm.ts';

/**
 * The LSTM whose gates see the memory, through weights of one number a unit (Gers and Schmidhuber 2000):
 * i = sigmoid(zi + h Ri + Pi * c);  f = sigmoid(zf + h Rf + Pf * c);  g = tanh(zg + h Rg);
 * c' = f * c + i * g;  o = sigmoid(zo + h Ro + Po * c');  h' = o * tanh(c').
 * z = x W + b and R are in ONNX's order: i, o, f, g; so is P: i, o, f.
 */
export function lstmPeepholeCell({ forgetBias = 1 } = {}): Cell {
  return {
    name: 'lstm-peephole',
    widens: true,
    layout: (hidden) => ({
      input: 4 * hidden,
      b: gateBias(2, forgetBias, hidden),
      states: { h: hidden, c: hidden },
      parameters: {
        R: { shape: [hidden, 4 * hidden], initializer: orthogonalGates },
        P: { shape: [3 * hidden], initializer: zeros },
      },
    }),
    step({ R, P }, z, { h, c }) {
      const hidden = sizeOf(h!, -1);
      const all = add(z, matMul(h!, R!));
      const [zi, zo, zf, zg] = split(all, [hidden, hidden, hidden, hidden], -1);
      const [Pi, Po, Pf] = [0, 1, 2].map((gate) => slice(P!, 0, gate * hidden, (gate + 1) * hidden));
      const i = sigmoid(add(zi!, mul(c!, Pi!)));
      const f = sigmoid(add(zf!, mul(c!, Pf!)));
      const g = tanh(zg!);
      const memory = add(mul(f, c!), mul(i, g));
      const o = sigmoid(add(zo!, mul(memory, Po!)));
      const output = mul(o, tanh(memory));
      return { output, states: { h: output, c: memory }, gates: { i, f, o, g } };
    },
    fused: { operator: 'LSTM', peepholes: true },
  };
}

/** `lstm-peephole` in recipes. */
export const lstmPeephole = cellKind({ settings: lstmSettings, build: lstmPeepholeCell });

import { z } from 'zod';
import { add, matMul, mul, scalar, sigmoid, slice, split, sub, tanh } from '../../graph/ops/index.ts';
import { sizeOf } from '../../graph/value.ts';
import { gateBias, orthogonalGates } from '../init.ts';
import { type Cell, cellKind } from './cell.ts';

/**
 * Gated recurrent unit: u = sigmoid(zu + h Ru);  r = sigmoid(zr + h Rr);  g = tanh(zg + (r * h) Rg) where the reset comes
 * before the product (Cho et al. 2014; ONNX `linear_before_reset` 0), or g = tanh(zg + r * (h Rg)) where it comes after
 * (cuDNN; `linear_before_reset` 1);  h' = u * h + (1 - u) * g.  z = x W + b and R are in ONNX's order: u, r, g.
 */
export function gruCell({ reset = 'before' as 'before' | 'after', updateBias = 0 } = {}): Cell {
  return {
    name: 'gru',
    widens: true,
    layout: (hidden) => ({
      input: 3 * hidden,
      b: gateBias(0, updateBias, hidden),
      states: { h: hidden },
      parameters: { R: { shape: [hidden, 3 * hidden], initializer: orthogonalGates } },
    }),
    step({ R }, z, { h }) {
      const hidden = sizeOf(h!, -1);
      const [zGates, zCandidate] = split(z, [2 * hidden, hidden], -1);
      const RGates = slice(R!, 1, 0, 2 * hidden);
      const RCandidate = slice(R!, 1, 2 * hidden, 3 * hidden);
      const gates = sigmoid(add(zGates!, matMul(h!, RGates)));
      const [u, r] = split(gates, [hidden, hidden], -1);
      const remembered =
        reset === 'before' ? matMul(mul(r!, h!), RCandidate) : mul(r!, matMul(h!, RCandidate));
      const g = tanh(add(zCandidate!, remembered));
      const output = add(mul(u!, h!), mul(sub(scalar(1), u!), g));
      return { output, states: { h: output }, gates: { u: u!, r: r!, g } };
    },
    fused: { operator: 'GRU', options: { linear_before_reset: Number(reset === 'after') } },
  };
}

/** `gru` in recipes. */
export const gru = cellKind({
  settings: {
    reset: z
      .enum(['before', 'after'])
      .default('before')
      .describe('whether the reset gate comes before or after the product with R'),
    updateBias: z
      .number()
      .min(-10)
      .max(10)
      .default(0)
      .describe('where the bias of the update gate starts; above 0, memory is kept longer'),
  },
  build: gruCell,
});

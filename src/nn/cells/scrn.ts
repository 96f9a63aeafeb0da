import { z } from 'zod';
import { add, concat, matMul, mul, scalar, sigmoid, split } from '../../graph/ops/index.ts';
import { sizeOf } from '../../graph/value.ts';
import { glorotUniform, orthogonalGates } from '../init.ts';
import { type Cell, cellKind } from './cell.ts';

/**
 * The structurally constrained recurrent network (Mikolov et al. 2015), with slow context units s beside the hidden ones:
 * s' = (1 - alpha) zs + alpha s;  h' = sigmoid(zh + s' P + h R);  the output is both, h' before s'.  z = x W + b is zh, zs.
 */
export function scrnCell({ alpha = 0.95, context = 0.25 } = {}): Cell {
  return {
    name: 'scrn',
    layout: (units) => {
      const slow = Math.min(units - 1, Math.max(1, Math.round(units * context)));
      const hidden = units - slow;
      return {
        input: units,
        states: { h: hidden, s: slow },
        parameters: {
          P: { shape: [slow, hidden], initializer: glorotUniform },
          R: { shape: [hidden, hidden], initializer: orthogonalGates },
        },
      };
    },
    step({ P, R }, z, { h, s }) {
      const [zh, zs] = split(z, [sizeOf(h!, -1), sizeOf(s!, -1)], -1);
      const slow = add(mul(zs!, scalar(1 - alpha)), mul(s!, scalar(alpha)));
      const fast = sigmoid(add(add(zh!, matMul(slow, P!)), matMul(h!, R!)));
      return { output: concat([fast, slow], -1), states: { h: fast, s: slow } };
    },
  };
}

/** `scrn` in recipes. */
export const scrn = cellKind({
  settings: {
    alpha: z.number().min(0).max(1).default(0.95).describe('how much of a context unit stays at each token'),
    context: z.number().gt(0).lt(1).default(0.25).describe('share of the units that are context units'),
  },
  build: scrnCell,
});

import { z } from 'zod';
import { relu } from '../../graph/ops/index.ts';
import { identity, normal } from '../init.ts';
import type { Cell } from './cell.ts';
import { cellKind } from './cell.ts';
import { elmanCell } from './elman.ts';

/**
 * The IRNN (Le, Jaitly and Hinton 2015): h' = max(0, x W + b + h R), where R starts as `scale` times the identity and
 * W with small numbers, so that at first each unit adds up what it is given and gradients neither grow nor vanish.
 */
export function irnnCell({ scale = 1, deviation = 0.001 } = {}): Cell {
  return elmanCell({
    name: 'irnn',
    activation: relu,
    R: identity(scale),
    W: normal(deviation),
    fused: { operator: 'RNN', activations: ['Relu'] },
  });
}

/** `irnn` in recipes. */
export const irnn = cellKind({
  settings: {
    scale: z.number().min(0).max(10).default(1).describe('R starts as this times the identity'),
    deviation: z.number().positive().max(1).default(0.001).describe('standard deviation with which W starts'),
  },
  build: irnnCell,
});

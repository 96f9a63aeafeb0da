import { tanh } from '../../graph/ops/index.ts';
import { type Cell, cellKind } from './cell.ts';

/**
 * No memory at all: h = tanh(x W + b). The same word gets the same answer whatever came before it, unless the network's
 * input has a window (Collobert et al. 2011).
 */
export function feedForwardCell(): Cell {
  return {
    name: 'feed-forward',
    layout: (hidden) => ({ input: hidden, states: {}, parameters: {} }),
    step(_, z) {
      const h = tanh(z);
      return { output: h, states: {}, gates: { h } };
    },
  };
}

/** `feed-forward` in recipes. */
export const feedForward = cellKind({ settings: {}, build: feedForwardCell });

import { add, matMul, tanh } from '../../graph/ops/index.ts';
import type { Value } from '../../graph/value.ts';
import { type Initializer, orthogonalGates } from '../init.ts';
import { type Cell, type CellLayout, cellKind, type FusedCell } from './cell.ts';

/** What can be set about a simple recurrent cell. */
export interface ElmanOptions {
  readonly name?: string;
  /** The function g; tanh unless given. */
  readonly activation?: (x: Value) => Value;
  /** How R starts. */
  readonly R?: Initializer;
  /** How W starts, if not as usual. */
  readonly W?: Initializer;
  /** The fused operator, if `activation` is not tanh. */
  readonly fused?: FusedCell;
}

/** The simple recurrent network (Elman 1990): h' = g(x W + b + h R). */
export function elmanCell(options: ElmanOptions = {}): Cell {
  const { name = 'elman', activation = tanh, R: initializer = orthogonalGates, W } = options;
  const fused = options.fused ?? (activation === tanh ? ({ operator: 'RNN' } as const) : undefined);
  return {
    name,
    widens: true,
    layout: (hidden): CellLayout => ({
      input: hidden,
      ...(W && { W }),
      states: { h: hidden },
      parameters: { R: { shape: [hidden, hidden], initializer } },
    }),
    step({ R }, z, { h }) {
      const output = activation(add(z, matMul(h!, R!)));
      return { output, states: { h: output } };
    },
    ...(fused && { fused }),
  };
}

/** `elman` in recipes. */
export const elman = cellKind({ settings: {}, build: () => elmanCell() });

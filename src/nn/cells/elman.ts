import { add, matMul, tanh } from '../../graph/ops/index.ts';
import type { Value } from '../../graph/value.ts';
import { orthogonalGates, zeros } from '../init.ts';
import type { Cell } from './cell.ts';

/** The simple recurrent network (Elman 1990): h' = g(z + h R), with tanh as g unless given. */
export function elmanCell(options: { readonly activation?: (x: Value) => Value } = {}): Cell {
  const { activation = tanh } = options;
  return {
    name: 'elman',
    gates: 1,
    states: ['h'],
    parameters: (hidden) => ({ R: { shape: [hidden, hidden], initializer: orthogonalGates } }),
    bias: () => zeros,
    step: ({ R }, z, [h]) => [activation(add(z, matMul(h!, R!)))],
    ...(activation === tanh ? { fused: { operator: 'RNN', options: {} } as const } : {}),
  };
}

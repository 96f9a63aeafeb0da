import { add, matMul, mul, sigmoid, split, tanh } from '../../graph/ops/index.ts';
import { sizeOf, type Value } from '../../graph/value.ts';
import { gateBias, orthogonalGates } from '../init.ts';
import type { Cell } from './cell.ts';

/** What can be set about an LSTM. */
export interface LstmOptions {
  /** Of the memory's input and output; tanh, which the fused operator has too, unless given. */
  readonly activation?: (x: Value) => Value;
  /** Where the bias of the forget gate starts. */
  readonly forgetBias?: number;
}

/**
 * Long short-term memory (Hochreiter and Schmidhuber 1997; forget gate: Gers et al. 2000). Gates in ONNX's order:
 * [i, o, f, c~] = z + h R;  c' = sigmoid(f) * c + sigmoid(i) * g(c~);  h' = sigmoid(o) * g(c')
 */
export function lstmCell(options: LstmOptions = {}): Cell {
  const { activation = tanh, forgetBias = 1 } = options;
  return {
    name: 'lstm',
    gates: 4,
    states: ['h', 'c'],
    parameters: (hidden) => ({ R: { shape: [hidden, 4 * hidden], initializer: orthogonalGates } }),
    bias: (hidden) => gateBias(2, forgetBias, hidden),
    step: ({ R }, z, [h, c]) => {
      const hidden = sizeOf(h!, -1);
      const [gates, candidate] = split(add(z, matMul(h!, R!)), [3 * hidden, hidden], -1);
      const [i, o, f] = split(sigmoid(gates!), [hidden, hidden, hidden], -1);
      const memory = add(mul(f!, c!), mul(i!, activation(candidate!)));
      return [mul(o!, activation(memory)), memory];
    },
    ...(activation === tanh ? { fused: { operator: 'LSTM', options: {} } as const } : {}),
  };
}

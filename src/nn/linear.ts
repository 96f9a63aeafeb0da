import { add, matMul } from '../graph/ops/index.ts';
import { sizeOf, type Value } from '../graph/value.ts';
import { glorotUniform, type Initializer, zeros } from './init.ts';
import type { ParameterSource } from './parameters.ts';

/** How the weights of a linear layer start, if not uniform (Glorot) and zero. */
export interface LinearStart {
  readonly W?: Initializer | undefined;
  readonly b?: Initializer | undefined;
}

/** x W + b over the last axis: `[..., input]` to `[..., size]`. */
export function linear(source: ParameterSource, x: Value, size: number, start: LinearStart = {}): Value {
  const shape = [sizeOf(x, -1), size];
  const W = source.parameter({ name: 'W', shape, initializer: start.W ?? glorotUniform });
  const b = source.parameter({ name: 'b', shape: [size], initializer: start.b ?? zeros });
  return add(matMul(x, W), b);
}

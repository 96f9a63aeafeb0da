import { add, matMul } from '../graph/ops/index.ts';
import { sizeOf, type Value } from '../graph/value.ts';
import { glorotUniform, type Initializer, zeros } from './init.ts';
import type { ParameterSource } from './parameters.ts';

/** x W + b over the last axis: `[..., input]` to `[..., size]`. */
export function linear(source: ParameterSource, x: Value, size: number, bias: Initializer = zeros): Value {
  const W = source.parameter({ name: 'W', shape: [sizeOf(x, -1), size], initializer: glorotUniform });
  const b = source.parameter({ name: 'b', shape: [size], initializer: bias });
  return add(matMul(x, W), b);
}

import { constant, input } from '../graph/ops/index.ts';
import type { Value } from '../graph/value.ts';
import type { Initializer } from './init.ts';

/** A trained tensor: its name, its axes, and how it starts. */
export interface ParameterSpec {
  readonly name: string;
  readonly shape: readonly number[];
  readonly initializer: Initializer;
}

/** Where the layers of a network get their trained tensors from. */
export interface ParameterSource {
  /** The tensor as a value of the graph. */
  parameter(spec: ParameterSpec): Value;
  /** Its trained numbers; only where a graph is built for serving. */
  readonly stored?: (name: string) => Float32Array;
  /** Whether large stored tensors are kept in 8 bits a number. */
  readonly compact?: boolean;
}

/** A source under which names carry a prefix: `scope(source, 'output')` names `output.W`. */
export function scope(source: ParameterSource, prefix: string): ParameterSource {
  const { stored, compact = false } = source;
  return {
    parameter: (spec) => source.parameter({ ...spec, name: `${prefix}.${spec.name}` }),
    ...(stored ? { stored: (name: string) => stored(`${prefix}.${name}`), compact } : {}),
  };
}

/** For training: each tensor is an input of the graph, and is noted so that it can be made and fed. */
export class FedParameters implements ParameterSource {
  readonly specs: ParameterSpec[] = [];
  readonly values: Value[] = [];

  parameter(spec: ParameterSpec): Value {
    const known = this.specs.findIndex(({ name }) => name === spec.name);
    if (known >= 0) return this.values[known]!;
    const value = input(spec.name, 'float32', spec.shape);
    this.specs.push(spec);
    this.values.push(value);
    return value;
  }
}

/** For serving: each tensor is part of the graph, with its trained numbers; `compact`: fused layers in 8 bits a number. */
export function storedParameters(
  tensors: ReadonlyMap<string, Float32Array>,
  compact = false,
): ParameterSource {
  const stored = (name: string): Float32Array => {
    const tensor = tensors.get(name);
    if (!tensor) throw new Error(`there is no trained tensor ${name}`);
    return tensor;
  };
  return { parameter: ({ name, shape }) => constant(stored(name), shape), stored, compact };
}

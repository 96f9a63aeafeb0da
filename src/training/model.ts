import { gradients } from '../graph/gradients.ts';
import { buildModel } from '../graph/model.ts';
import { scalar, zerosLike } from '../graph/ops/index.ts';
import type { Value } from '../graph/value.ts';
import type { DropoutSpec, FedDropout } from '../nn/dropout.ts';
import type { FedParameters, ParameterSpec } from '../nn/parameters.ts';

/** A graph that is trained or scored with: its weights are fed, in the order of `parameters`. */
export interface FedModel {
  readonly bytes: Uint8Array;
  readonly parameters: readonly ParameterSpec[];
  readonly dropouts: readonly DropoutSpec[];
}

/** The name under which the gradient of a parameter comes out. */
export function gradientName(parameter: string): string {
  return `gradient.${parameter}`;
}

/** The training graph: `loss`, summed over the batch's examples, and its gradient by each parameter of `source`. */
export function trainingModel(
  loss: Value,
  { source, dropout }: { readonly source: FedParameters; readonly dropout: FedDropout },
): FedModel {
  const found = gradients({ of: [loss], seeds: [scalar(1)], by: source.values });
  const named = source.specs.map(({ name }, index) => {
    const value = source.values[index]!;
    return [gradientName(name), found[index] ?? zerosLike(value)] as const;
  });
  const bytes = buildModel('training', { loss, ...Object.fromEntries(named) });
  return { bytes, parameters: source.specs, dropouts: dropout.specs };
}

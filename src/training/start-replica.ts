import { buildOptimizer } from '../optim/index.ts';
import { Exchange } from './exchange.ts';
import { type FedModel, gradientName } from './model.ts';
import { Replica } from './replica.ts';
import type { TrainingSettings } from './settings.ts';
import type { WorkerStart } from './team.ts';

/** A worker's copy of a network, from its graphs and the `training` part of its recipe. */
export function startReplica(
  { shared, worker }: WorkerStart<unknown>,
  { optimizer, clipping, averaging }: TrainingSettings,
  { training, scoring }: { readonly training: FedModel; readonly scoring: FedModel },
): Promise<Replica> {
  return Replica.create(
    new Exchange(shared, worker),
    { optimizer: buildOptimizer(optimizer), clipping, averaging },
    { training: training.bytes, scoring: scoring.bytes, parameters: training.parameters, gradientName },
  );
}

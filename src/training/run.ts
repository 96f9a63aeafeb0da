import { createHash } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { buildOptimizer } from '../optim/index.ts';
import type { Checkpoint } from './checkpoint.ts';
import { createSharedState } from './exchange.ts';
import { type LoopOptions, type TrainingEvent, train } from './loop.ts';
import { Team, type TeamOptions } from './team.ts';
import type { WeightLayout } from './weights.ts';

/** Which run of a training this is. */
export interface RunOptions {
  /** Identifies the data, so that a checkpoint is only resumed by the training that it belongs to. */
  readonly dataHash: string;
  readonly workers: number;
  readonly resumeFrom?: Checkpoint | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** What a task brings to its training. */
interface TaskOptions<Setup, Prediction>
  extends Pick<TeamOptions<Setup, Prediction>, 'setup' | 'file' | 'here'>,
    Pick<LoopOptions<Prediction>, 'settings' | 'lengths' | 'devCount' | 'scoreDev'> {
  /** All that the training follows from but the data. */
  readonly recipe: object;
  readonly layout: WeightLayout;
  /** The weights to start from; random ones without them. */
  readonly initial?: Float32Array | undefined;
}

/** As many workers as there are cores, but at most eight: small batches make no work for more. */
export function defaultWorkers(): number {
  return Math.max(1, Math.min(8, availableParallelism()));
}

/** Which training a checkpoint belongs to: the recipe, the data and the number of workers. */
export function fingerprintOf(recipe: object, dataHash: string, workers: number): string {
  return createHash('sha256')
    .update(JSON.stringify([recipe, dataHash, workers]))
    .digest('hex');
}

/** Trains whatever the task is; yields what happens. When the iteration ends, however that comes, the workers do. */
export async function* runTraining<Setup, Prediction>(
  { recipe, layout, initial, settings, setup, file, here, ...task }: TaskOptions<Setup, Prediction>,
  { dataHash, workers, resumeFrom, signal }: RunOptions,
): AsyncGenerator<TrainingEvent> {
  const slots = buildOptimizer(settings.optimizer).slots;
  const shared = createSharedState({ workers, weights: layout.total, slots });
  shared.weights.set(initial ?? layout.initialize(settings.seed));
  shared.average.set(shared.weights);
  const team = await Team.start<Setup, Prediction>({ setup, shared, file, here });
  try {
    const fingerprint = fingerprintOf(recipe, dataHash, workers);
    yield* train({ ...task, team, shared, settings, fingerprint, resumeFrom, signal });
  } finally {
    await team.close();
  }
}

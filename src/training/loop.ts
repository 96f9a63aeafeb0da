import { scheduleFactor } from '../optim/schedule.ts';
import { planBatches } from './batches.ts';
import {
  type Checkpoint,
  type Position,
  restoreCheckpoint,
  startPosition,
  takeCheckpoint,
} from './checkpoint.ts';
import type { SharedState } from './exchange.ts';
import { type EpochRecord, recordStep, summarizeNorms } from './history.ts';
import type { TrainingSettings } from './settings.ts';
import type { Team } from './team.ts';

/** What to train. */
export interface LoopOptions<Prediction> {
  readonly team: Team<Prediction>;
  readonly shared: SharedState;
  readonly settings: TrainingSettings;
  /** Tokens of each training example. */
  readonly lengths: ArrayLike<number>;
  /** Examples of the dev part. */
  readonly devCount: number;
  /** The dev score of the network's answers, 0 to 1: what the task is measured by, such as F1 or accuracy. */
  readonly scoreDev: (predictions: readonly Prediction[]) => number;
  readonly fingerprint: string;
  readonly resumeFrom?: Checkpoint | undefined;
  /** Stops the training after the step under way. */
  readonly signal?: AbortSignal | undefined;
}

/** What a training tells while it runs. A checkpoint is worth saving; the last event is `end`. */
export type TrainingEvent =
  | {
      readonly kind: 'step';
      readonly epoch: number;
      readonly batch: number;
      readonly batches: number;
      readonly step: number;
      readonly loss: number;
      readonly gradientNorm: number;
      readonly sentencesPerSecond: number;
    }
  | { readonly kind: 'epoch'; readonly record: EpochRecord; readonly checkpoint: Checkpoint }
  | { readonly kind: 'end'; readonly reason: EndReason; readonly checkpoint: Checkpoint };

/** Why a training ended; `diverged`: at a loss or gradient that is not a number, with the weights from before it. */
export type EndReason = 'finished' | 'patience' | 'interrupted' | 'diverged';

/** The training loop: yields what happens; printing and saving are the caller's. */
export async function* train<Prediction>(options: LoopOptions<Prediction>): AsyncGenerator<TrainingEvent> {
  const { team, shared, settings, lengths, resumeFrom, signal, fingerprint } = options;
  const position = resumeFrom ? structuredClone(resumeFrom.position) : startPosition();
  const best = Float32Array.from(resumeFrom?.best ?? shared.weights);
  if (resumeFrom) {
    restoreCheckpoint(shared, resumeFrom);
    await team.refresh();
  }
  const checkpoint = () => takeCheckpoint(shared, position, best, fingerprint);
  const { batch, batchTokens, seed } = settings;
  const batchesOf = (epoch: number) => planBatches(lengths, { batch, batchTokens, seed, epoch });
  while (!position.finished && position.epoch < settings.epochs) {
    const batches = batchesOf(position.epoch);
    while (position.batch < batches.length) {
      if (signal?.aborted) return yield { kind: 'end', reason: 'interrupted', checkpoint: checkpoint() };
      const event = await oneStep(options, position, batches);
      yield event;
      if (!Number.isFinite(event.loss + event.gradientNorm)) {
        return yield { kind: 'end', reason: 'diverged', checkpoint: checkpoint() };
      }
    }
    const record = await endEpoch(options, position, best);
    yield { kind: 'epoch', record, checkpoint: checkpoint() };
  }
  const reason = position.epoch < settings.epochs ? 'patience' : 'finished';
  yield { kind: 'end', reason, checkpoint: checkpoint() };
}

async function oneStep<Prediction>(
  { team, settings }: LoopOptions<Prediction>,
  position: Position,
  batches: readonly (readonly number[])[],
): Promise<TrainingEvent & { kind: 'step' }> {
  const started = performance.now();
  const batch = batches[position.batch]!;
  const total = settings.epochs * batches.length;
  const { loss, gradientNorm } = await team.step(batch, {
    step: position.step,
    learningRate: learningRateAt(settings, position.step, total),
    scale: 1 / batch.length,
  });
  position.batch += 1;
  position.step += 1;
  position.lossSum += loss;
  position.norms.push(gradientNorm);
  position.seconds += (performance.now() - started) / 1000;
  const { epoch, step } = position;
  recordStep(position.history, { step, loss: loss / batch.length, gradientNorm });
  // The one small batch may be anywhere.
  const done = batches.slice(0, position.batch).reduce((sum, { length }) => sum + length, 0);
  const sentencesPerSecond = done / position.seconds;
  const progress = { epoch, batch: position.batch, batches: batches.length, step };
  return { kind: 'step', ...progress, loss: loss / batch.length, gradientNorm, sentencesPerSecond };
}

async function endEpoch<Prediction>(
  { team, shared, settings, lengths, devCount, scoreDev }: LoopOptions<Prediction>,
  position: Position,
  best: Float32Array,
): Promise<EpochRecord> {
  const devScore = scoreDev(await team.score(devCount));
  const isBest = devScore > position.bestScore;
  if (isBest) {
    position.bestScore = devScore;
    position.bestEpoch = position.epoch;
    best.set(shared.average);
  }
  const record: EpochRecord = {
    epoch: position.epoch,
    loss: position.lossSum / lengths.length,
    devScore,
    learningRate: learningRateAt(settings, position.step - 1, settings.epochs * position.batch),
    seconds: position.seconds,
    sentencesPerSecond: lengths.length / position.seconds,
    gradientNorm: summarizeNorms(position.norms),
    best: isBest,
  };
  position.history.epochs.push(record);
  position.finished = position.epoch - position.bestEpoch >= settings.patience;
  Object.assign(position, { epoch: position.epoch + 1, batch: 0, lossSum: 0, seconds: 0, norms: [] });
  return record;
}

function learningRateAt({ optimizer, schedule }: TrainingSettings, step: number, total: number): number {
  return optimizer.learningRate * scheduleFactor(schedule, step, total);
}

import type { TrainingEvent } from '../training/loop.ts';
import type { TrainingSettings } from '../training/settings.ts';
import { CommandError } from './fail.ts';
import { trainingProgress } from './progress.ts';
import { exitCodes, onStopSignals, type StopSignal } from './stop-signals.ts';
import type { RecipeOverrides, ResumeOptions } from './train-inputs.ts';
import type { TrainingEnd } from './train-save.ts';

/** What `slotline train` is told beside the recipe. */
export interface TrainOptions extends ResumeOptions, RecipeOverrides {
  readonly data: string;
  readonly out: string;
  readonly vectors?: string;
  readonly teacher?: string;
  readonly from?: string;
  readonly workers: number;
}

/** What is said of a training whose loss is no longer a number. */
export const divergence =
  'The training diverged: its loss is no longer a number. Lower the learning rate or the clipping norm.';

/** How a training ended, and what stopped it. */
export interface Ended extends TrainingEnd {
  readonly signal: StopSignal | undefined;
}

/** Trains until the end or Ctrl-C, with its progress on standard error; `score` names what dev is scored by. */
export async function watchTraining(
  settings: TrainingSettings,
  score: string,
  start: (signal: AbortSignal, onEvent: (event: TrainingEvent) => void) => Promise<TrainingEnd>,
): Promise<Ended> {
  const stop = new AbortController();
  const progress = trainingProgress(process.stderr, settings, score);
  const letGo = onStopSignals((signal) => stop.abort(signal), progress.stop);
  try {
    const ended = await start(stop.signal, (event) => progress.event(event));
    return { ...ended, signal: stop.signal.reason };
  } finally {
    progress.stop();
    letGo();
  }
}

/** Whether a training was stopped, which it then says; throws if it diverged before any weights were worth keeping. */
export function isStopped({ reason, signal, checkpoint }: Ended, file: string): boolean {
  if (reason === 'interrupted') {
    console.error(`Stopped; ${file} holds all that is needed to go on: give the same command with --resume.`);
    process.exitCode = exitCodes[signal ?? 'SIGINT'];
    return true;
  }
  if (reason === 'diverged' && checkpoint.position.bestEpoch < 0) throw new CommandError(divergence);
  return false;
}

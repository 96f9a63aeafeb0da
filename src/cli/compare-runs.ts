import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { PlannedRun } from '../compare/plan.ts';
import { type RunResult, readRunResult } from '../compare/run-result.ts';
import { duration, percent } from '../report/format.ts';
import { workerFile } from '../training/worker-file.ts';
import { type RunEnd, RunPool } from './compare-pool.ts';
import { runsProgress } from './compare-progress.ts';
import { folderOf, runsFolder } from './compare-state.ts';
import { onStopSignals, type StopSignal } from './stop-signals.ts';

/** Which runs there are, and which of them need not be done again. */
export interface RunsOptions {
  readonly runs: readonly PlannedRun[];
  readonly finished: ReadonlyMap<string, RunResult>;
  readonly out: string;
  readonly data: string;
  readonly vectors?: string;
  /** How many at once. */
  readonly jobs: number;
}

/** What came of all runs, by their names. */
export interface RunsOutcome {
  readonly results: ReadonlyMap<string, RunResult>;
  /** Why runs failed. */
  readonly failed: ReadonlyMap<string, string>;
  /** What stopped the comparison before its end. */
  readonly signal: StopSignal | undefined;
}

/** Does the runs that are left, showing how far they are on standard error. */
export async function doRuns(options: RunsOptions): Promise<RunsOutcome> {
  const { runs, finished, out, data, vectors, jobs } = options;
  await mkdir(join(out, runsFolder), { recursive: true });
  const results = new Map(finished);
  const failed = new Map<string, string>();
  const left = runs.filter(({ name }) => !finished.has(name));
  const progress = runsProgress(process.stderr, left.length);
  const pool = new RunPool({
    jobs: left.map((run) => ({
      ...{ recipe: run.recipe, fingerprint: run.fingerprint },
      ...{ data, vectors, folder: folderOf(out, run) },
    })),
    most: jobs,
    entry: workerFile(import.meta.url, 'compare-process'),
    onMessage(index, message) {
      const { name } = left[index]!;
      if (message.kind === 'step') progress.step(name, message);
      else progress.measuring(name);
    },
    async onEnd(index, end) {
      const run = left[index]!;
      const result = end.kind === 'done' ? await readRunResult(folderOf(out, run)) : undefined;
      if (result) results.set(run.name, result);
      else failed.set(run.name, problemOf(end));
      progress.ended(run.name, `${run.network.name}, seed ${run.seed}: ${endPhrase(end, result)}`);
    },
  });
  const signal = await untilStopped(pool, progress.stop);
  return { results, failed, signal };
}

/** Runs the pool to its end; Ctrl-C stops it where it can go on later, and a second one at once. */
async function untilStopped(pool: RunPool, clear: () => void): Promise<StopSignal | undefined> {
  let stopped: StopSignal | undefined;
  const onSignal = (signal: StopSignal): void => {
    stopped = signal;
    pool.stop();
  };
  const letGo = onStopSignals(onSignal, () => {
    pool.kill();
    clear();
  });
  try {
    await pool.run();
    return stopped;
  } finally {
    clear();
    letGo();
  }
}

function problemOf(end: RunEnd): string {
  if (end.kind === 'failed') return end.problem;
  return end.kind === 'interrupted' ? 'it was stopped from outside' : 'its result is not to be read';
}

function endPhrase(end: RunEnd, result: RunResult | undefined): string {
  if (!result) return end.kind === 'interrupted' ? 'stopped' : `failed: ${problemOf(end)}`;
  const f1 = (['dev', 'test'] as const).flatMap((part) => {
    const scores = result[part];
    return scores ? [`${part} F1 ${percent(scores.f1)}`] : [];
  });
  const diverged = result.divergedIn === null ? [] : [`diverged in epoch ${result.divergedIn}`];
  return [...diverged, ...f1, `${result.epochs.length} epochs`, duration(result.seconds)].join(', ');
}

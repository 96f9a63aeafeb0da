import { existsSync, readdirSync, statSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { PlannedRun } from '../compare/plan.ts';
import { type RunResult, readRunResult } from '../compare/run-result.ts';
import { CheckpointError, readCheckpoint } from '../training/checkpoint.ts';
import { colorsFor } from './colors.ts';
import { checkpointOf } from './compare-messages.ts';
import { CommandError } from './fail.ts';
import type { ResumeOptions } from './train-inputs.ts';

/** The folder of a comparison's runs, in its output folder. */
export const runsFolder = 'runs';

/** The files that tell what a comparison found. */
export const resultFiles = { json: 'results.json', markdown: 'results.md', html: 'results.html' } as const;

/** Refuses a folder that holds something else, with which the files of a comparison would be mixed. */
export function checkComparisonOutput(out: string, { resume }: ResumeOptions): void {
  const found = statSync(out, { throwIfNoEntry: false });
  if (!found && resume) throw new CommandError(`${out} is not there: there is nothing to resume from.`);
  if (!found) return;
  if (!found.isDirectory()) throw new CommandError(`${out} is no folder: give --out another name.`);
  const names = readdirSync(out);
  if (names.length > 0 && !names.includes(runsFolder)) {
    throw new CommandError(`${out} is there and holds no comparison: give --out another name.`);
  }
}

/** Where a run leaves its package and result. */
export function folderOf(out: string, run: PlannedRun): string {
  return join(out, runsFolder, run.name);
}

/**
 * The results of the runs that need not be done again, by name. Of the others, checkpoints that fit are left to go on
 * from; whether they may be is for the person to say.
 */
export async function findFinished(
  out: string,
  runs: readonly PlannedRun[],
  { resume, restart }: ResumeOptions,
): Promise<Map<string, RunResult>> {
  const finished = new Map<string, RunResult>();
  const begun: string[] = [];
  for (const run of runs) {
    const folder = folderOf(out, run);
    const file = checkpointOf({ folder });
    if (restart) {
      await rm(folder, { recursive: true, force: true });
      await rm(file, { force: true });
      continue;
    }
    const result = await readRunResult(folder);
    if (result?.fingerprint === run.fingerprint) finished.set(run.name, result);
    else if (existsSync(file)) begun.push(file);
  }
  if (begun.length > 0 && !resume) {
    const others = begun.length === 1 ? '' : ` and ${begun.length - 1} more`;
    throw new CommandError(
      `${begun[0]}${others} are of runs that were interrupted: go on with --resume, or do all runs anew with --restart.`,
    );
  }
  await dropMisfits(out, runs, begun);
  return finished;
}

/** Removes the checkpoints that their runs cannot go on from. */
async function dropMisfits(
  out: string,
  runs: readonly PlannedRun[],
  begun: readonly string[],
): Promise<void> {
  for (const run of runs) {
    const file = checkpointOf({ folder: folderOf(out, run) });
    if (!begun.includes(file)) continue;
    const problem = await misfit(file, run.fingerprint);
    if (problem === undefined) continue;
    const { yellow } = colorsFor(process.stderr);
    process.stderr.write(`${yellow('warning')}: ${file} ${problem}: this run starts anew\n`);
    await rm(file);
  }
}

async function misfit(file: string, fingerprint: string): Promise<string | undefined> {
  try {
    const checkpoint = await readCheckpoint(file);
    return checkpoint?.fingerprint === fingerprint ? undefined : 'is of another recipe or other data';
  } catch (error) {
    if (error instanceof CheckpointError) return 'is damaged, or of another version';
    throw error;
  }
}

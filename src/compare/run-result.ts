import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

const share = z.number().min(0).max(1);
const positive = z.number().nonnegative();

/** Scores on one part of the data, as fractions of 1. */
export const partScoresSchema = z.strictObject({
  sentences: z.int(),
  precision: share,
  recall: share,
  f1: share,
  exactMatch: share,
  /** On the sentences all of whose words the training part has, and on the others; null where there are none. */
  seen: z.strictObject({ sentences: z.int(), f1: share }).nullable(),
  unseen: z.strictObject({ sentences: z.int(), f1: share }).nullable(),
  /** Null where there is nothing to swap. */
  swap: z
    .strictObject({
      values: share.nullable(),
      context: share.nullable(),
      overall: share.nullable(),
      places: share.nullable(),
    })
    .nullable(),
});

/** Parsed `partScoresSchema`. */
export type PartScores = z.infer<typeof partScoresSchema>;

const epochSchema = z.strictObject({
  epoch: z.int().nonnegative(),
  loss: z.number(),
  devF1: share,
  learningRate: positive,
  seconds: positive,
  sentencesPerSecond: positive,
  gradientNorm: z.strictObject({ median: positive, largest: positive }),
  best: z.boolean(),
});

/** `result.json` of one run: what came of training one network with one seed. */
export const runResultSchema = z.strictObject({
  formatVersion: z.literal(1),
  fingerprint: z.string().describe('of the recipe with its seed, the data and the number of workers'),
  seed: z.int().nonnegative(),
  ended: z.enum(['finished', 'patience', 'diverged']),
  /** The epoch, from 1, in which the loss was no longer a number; null for a training that did not diverge. */
  divergedIn: z.int().positive().nullable(),
  /** From 1; null if it diverged before the first was over. */
  bestEpoch: z.int().positive().nullable(),
  /** On steps, without scoring. */
  seconds: positive,
  sentencesPerSecond: positive.nullable(),
  epochs: z.array(epochSchema),
  /** Of the best weights, through the serving path; null if there are none. */
  dev: partScoresSchema.nullable(),
  test: partScoresSchema.nullable(),
});

/** Parsed `runResultSchema`. */
export type RunResult = z.infer<typeof runResultSchema>;

const fileName = 'result.json';

/** Reads a run's result; undefined where there is none, or none that this version can read: the run is done again. */
export async function readRunResult(folder: string): Promise<RunResult | undefined> {
  try {
    return runResultSchema.parse(JSON.parse(await readFile(join(folder, fileName), 'utf8')));
  } catch {
    return undefined;
  }
}

/** Writes a run's result as the last file of its folder, by renaming, so that there is never half of it. */
export async function writeRunResult(folder: string, result: RunResult): Promise<void> {
  const file = join(folder, fileName);
  await writeFile(`${file}.new`, `${JSON.stringify(runResultSchema.parse(result), null, 2)}\n`);
  await rename(`${file}.new`, file);
}

/** Trained sentences a second over whole epochs; null if none was finished. */
export function throughput(epochs: RunResult['epochs']): number | null {
  if (epochs.length === 0) return null;
  const seconds = epochs.reduce((sum, epoch) => sum + epoch.seconds, 0);
  const sentences = epochs.reduce((sum, epoch) => sum + epoch.sentencesPerSecond * epoch.seconds, 0);
  return seconds === 0 ? null : sentences / seconds;
}

import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { z } from 'zod';
import type { SharedState } from './exchange.ts';
import type { History } from './history.ts';

/** Where a training stands, without its weights. */
export interface Position {
  epoch: number;
  /** Batches of the epoch that are done. */
  batch: number;
  /** Steps in all. */
  step: number;
  /** Sum of the losses of the epoch so far. */
  lossSum: number;
  /** Spent on the epoch's steps so far. */
  seconds: number;
  /** Gradient norms of the epoch's steps so far. */
  norms: number[];
  bestScore: number;
  bestEpoch: number;
  finished: boolean;
  readonly history: History;
}

/** All that a training needs to go on as if it had never stopped. */
export interface Checkpoint {
  readonly formatVersion: 3;
  /** A fingerprint of recipe, data and number of workers; a checkpoint of another training is refused. */
  readonly fingerprint: string;
  readonly position: Position;
  readonly weights: Float32Array;
  readonly average: Float32Array;
  readonly slots: readonly Float32Array[];
  readonly best: Float32Array;
}

/** A file that is no checkpoint of this version; the message names it and the remedy. */
export class CheckpointError extends Error {
  override readonly name = 'CheckpointError';

  constructor(file: string, problem: string, cause?: unknown) {
    super(`${file}: ${problem}. Start anew with --restart, which throws it away.`, { cause });
  }
}

// Infinity and NaN are numbers of a training too.
const number = z.custom<number>((value) => typeof value === 'number', 'is not a number');
const floats = z.custom<Float32Array>((value) => value instanceof Float32Array, 'is not an array of floats');
const numbersOf = <Name extends string>(...names: Name[]) =>
  Object.fromEntries(names.map((name) => [name, number])) as Record<Name, typeof number>;

const epochSchema = z.object({
  ...numbersOf('epoch', 'loss', 'devScore', 'learningRate', 'seconds', 'sentencesPerSecond'),
  gradientNorm: z.object(numbersOf('median', 'largest')),
  best: z.boolean(),
});
const positionSchema = z.object({
  ...numbersOf('epoch', 'batch', 'step', 'lossSum', 'seconds', 'bestScore', 'bestEpoch'),
  norms: z.array(number),
  finished: z.boolean(),
  history: z.object({
    epochs: z.array(epochSchema),
    steps: z.array(z.object(numbersOf('step', 'loss', 'gradientNorm'))),
  }),
});
const checkpointSchema = z
  .object({
    formatVersion: z.literal(3),
    fingerprint: z.string(),
    position: positionSchema,
    weights: floats,
    average: floats,
    slots: z.array(floats),
    best: floats,
  })
  .refine(
    ({ weights, average, slots, best }) =>
      [average, best, ...slots].every(({ length }) => length === weights.length),
    'its arrays differ in length',
  ) satisfies z.ZodType<Checkpoint>;

/** A position at the start. */
export function startPosition(): Position {
  return {
    epoch: 0,
    batch: 0,
    step: 0,
    lossSum: 0,
    seconds: 0,
    norms: [],
    bestScore: -1,
    bestEpoch: -1,
    finished: false,
    history: { epochs: [], steps: [] },
  };
}

/** Writes a checkpoint beside `file` first and then renames it, so that a crash leaves the old one whole. */
export async function writeCheckpoint(file: string, checkpoint: Checkpoint): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(`${file}.new`, serialize(checkpoint));
  await rename(`${file}.new`, file);
}

/** Reads a checkpoint back; undefined when there is none. Throws a CheckpointError. */
export async function readCheckpoint(file: string): Promise<Checkpoint | undefined> {
  const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  return bytes && parseCheckpoint(file, bytes);
}

function parseCheckpoint(file: string, bytes: Uint8Array): Checkpoint {
  let value: unknown;
  try {
    value = deserialize(bytes);
  } catch (error) {
    throw new CheckpointError(file, 'is damaged, or no checkpoint at all', error);
  }
  const { success, data, error } = checkpointSchema.safeParse(value);
  if (success) return data;
  const { path, message } = error.issues[0]!;
  const place = path.length > 0 ? ` (${path.join('.')}: ${message})` : ` (${message})`;
  throw new CheckpointError(file, `is no checkpoint that this version can go on from${place}`, error);
}

/** A checkpoint of the shared state as it is now; arrays are copied, since training goes on. */
export function takeCheckpoint(
  state: SharedState,
  position: Position,
  best: Float32Array,
  fingerprint: string,
): Checkpoint {
  const copy = (array: Float32Array) => Float32Array.from(array);
  return {
    formatVersion: 3,
    fingerprint,
    position: structuredClone(position),
    weights: copy(state.weights),
    average: copy(state.average),
    slots: state.slots.map(copy),
    best: copy(best),
  };
}

/** Puts a checkpoint's numbers back into the shared state. */
export function restoreCheckpoint(state: SharedState, checkpoint: Checkpoint): void {
  state.weights.set(checkpoint.weights);
  state.average.set(checkpoint.average);
  for (const [index, slot] of state.slots.entries()) slot.set(checkpoint.slots[index]!);
}

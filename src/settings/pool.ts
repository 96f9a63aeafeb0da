import { availableParallelism } from 'node:os';
import { z } from 'zod';
import { day, integer } from './values.ts';

const cores = availableParallelism();
/** One core is for the thread that speaks HTTP; of two it leaves enough for a second worker (measured). */
const workers = cores <= 2 ? cores : cores - 1;

/** The threads that compute, and what may wait for them. */
export const poolSettings = {
  WORKERS: z
    .preprocess((value) => value ?? String(workers), integer(1, 256))
    .describe(
      'Threads that compute; without it one for each core, or one fewer than the cores if there are more than two',
    ),
  BATCH_TOKENS: integer(1, 1_000_000)
    .default(256)
    .describe('Most tokens of one batch, padding included; a longer text is a batch of its own'),
  QUEUE_LIMIT: integer(1, 1_000_000)
    .default(1024)
    .describe('Most texts that wait; beyond it requests are answered 503 at once'),
  QUEUE_AGE: integer(1, day)
    .default(500)
    .describe('Milliseconds; while a text waits longer, new requests are answered 503 at once'),
  ANSWER_TIMEOUT: integer(1, day)
    .default(5000)
    .describe('Milliseconds that a request waits for a worker at most; then it is answered 503'),
  WORKER_TIMEOUT: integer(10, day)
    .default(10_000)
    .describe('Milliseconds of one batch after which its worker is taken to hang and replaced'),
};

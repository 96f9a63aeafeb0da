import { z } from 'zod';
import { orderSchema } from './orders.ts';
import { runResultSchema } from './run-result.ts';
import { publishedSchema } from './schema.ts';
import { spreadSchema } from './statistics.ts';

const spread = spreadSchema.nullable();
const number = z.number().nullable();

/** What a run came to: trained, given up when its loss was no longer a number, or ended by an error. */
const runSchema = z.strictObject({
  seed: z.int(),
  folder: z.string().describe('relative to results.json'),
  state: z.enum(['trained', 'diverged', 'failed']),
  problem: z.string().nullable().describe('why it failed'),
  result: runResultSchema.nullable(),
});

const networkSchema = z.strictObject({
  name: z.string(),
  slug: z.string(),
  group: z.string().nullable(),
  note: z.string().nullable(),
  published: publishedSchema.nullable(),
  recipe: z
    .record(z.string(), z.json())
    .describe('with the hidden size that was chosen; seeds are of the runs'),
  hidden: z.int(),
  /** What `hidden` was chosen for; null where the recipe says it. */
  target: z.int().nullable(),
  /** Trained numbers: all, and without embedding tables. */
  parameters: z.strictObject({ all: z.int(), network: z.int() }),
  /** F1 as fractions of 1; `seen` and `unseen` are the sentences of test without and with words new to training. */
  f1: z.strictObject({ test: spread, dev: spread, seen: spread, unseen: spread }),
  /** Means of the swap scores, on test, or on dev without a test part. */
  swap: z.strictObject({ values: number, context: number, overall: number, places: number }),
  /** Means over the runs. */
  seconds: number,
  sentencesPerSecond: number,
  bestEpoch: number,
  /** Of one sentence alone through the serving path; `ratio` to the baseline. */
  latency: z.strictObject({ milliseconds: z.number(), ratio: number }).nullable(),
  /** By epoch, from 1, before clipping: the median of the runs' medians, and the largest of all. */
  gradientNorms: z.array(z.strictObject({ epoch: z.int(), median: z.number(), largest: z.number() })),
  runs: z.array(runSchema),
});

const ranSchema = z.strictObject({
  command: z.string(),
  date: z.iso.datetime(),
  versions: z.strictObject({ slotline: z.string(), node: z.string(), onnxruntime: z.string() }),
  machine: z.strictObject({ cpu: z.string(), cores: z.int() }),
  /** Trainings that ran at a time, each with one worker. */
  jobs: z.int(),
  data: z.strictObject({
    name: z.string(),
    files: z.array(z.string()),
    sha256: z.string(),
    sentences: z.strictObject({ train: z.int(), dev: z.int(), test: z.int().nullable() }),
    devCutFromTrain: z.boolean(),
    /** Sentences of test with a word that training lacks; null without a test part. */
    unseen: z.int().nullable(),
  }),
  vectors: z.string().nullable().describe('SHA-256 of the word vectors; null if no network has them'),
  seeds: z.array(z.int()),
  /** Tokens of the sentence that latency was measured with, and the network whose latency is 1. */
  latency: z.strictObject({ tokens: z.int(), baseline: z.string().nullable() }),
});

/** `results.json`: all that a comparison found, and how. */
export const resultsSchema = z.strictObject({
  formatVersion: z.literal(1),
  name: z.string(),
  description: z.string(),
  notes: z.array(z.string()),
  /** The part by which orders are checked and swaps are scored. */
  scoredOn: z.enum(['test', 'dev']),
  networks: z.array(networkSchema),
  orders: z.array(orderSchema),
  ran: ranSchema,
});

/** Parsed `resultsSchema`. */
export type Results = z.infer<typeof resultsSchema>;

/** One network's line of the results. */
export type NetworkResults = Results['networks'][number];

/** One run of a network. */
export type RunResults = NetworkResults['runs'][number];

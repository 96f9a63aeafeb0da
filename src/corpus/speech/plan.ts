import { z } from 'zod';

/** Which utterances of a source are set apart: those that any of its fields is about. */
const heldOutSchema = z.strictObject({
  speakers: z.array(z.string()).default([]).describe('all that these speakers say'),
  voices: z.array(z.string()).default([]).describe('all that these voices, made by a machine, say'),
  splits: z
    .array(z.string())
    .default([])
    .describe('all that the pack says belongs to these published splits'),
  share: z.number().min(0).max(1).default(0).describe('share of the others, chosen by hash of their ids'),
  limit: z.int().min(1).optional().describe('utterances at most, chosen by hash of their ids'),
});

/** Where speech is read from, and what becomes of its utterances: training, unless they are set apart. */
const sourceSchema = z.strictObject({
  path: z
    .string()
    .min(1)
    .describe('folder of a pack, or a .jsonl file of recordings of your own, from the folder of --data'),
  repeat: z
    .int()
    .min(1)
    .max(100)
    .default(1)
    .describe('how often an epoch has each of its training utterances'),
  limit: z.int().min(0).optional().describe('training utterances at most, chosen by hash of their ids'),
  dev: heldOutSchema.prefault({}),
  test: heldOutSchema.prefault({}),
});

/** The speech that a model learns from: the `data` of a recipe. */
export const speechPlanSchema = z.strictObject({
  sources: z.array(sourceSchema).min(1),
  maxSeconds: z.number().positive().max(60).default(20).describe('longer training utterances are left out'),
});

/** A parsed plan. */
export type SpeechPlan = z.infer<typeof speechPlanSchema>;

/** One source of a plan. */
export type SpeechSource = SpeechPlan['sources'][number];

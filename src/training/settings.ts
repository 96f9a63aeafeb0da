import { z } from 'zod';
import { clippingSchema, optimizerSchema, scheduleSchema } from '../optim/index.ts';

/** How to train, whatever the task: the `training` part of a recipe. */
export const trainingSchema = z.strictObject({
  optimizer: optimizerSchema.prefault({ name: 'adam', learningRate: 0.002 }),
  schedule: scheduleSchema.prefault({}),
  clipping: clippingSchema.prefault({ norm: 5 }),
  batch: z.int().min(1).max(4096).default(32).describe('sentences in a step, over all workers'),
  batchTokens: z
    .int()
    .min(1)
    .optional()
    .describe('tokens of a step at most, padding included; a longer text is a step of its own'),
  epochs: z.int().min(1).max(10_000).default(20),
  patience: z.int().min(1).default(5).describe('epochs without a better dev score before training stops'),
  averaging: z
    .number()
    .min(0)
    .max(0.99999)
    .default(0)
    .describe('memory of the running mean of the weights that is scored and shipped; 0 for none'),
  seed: z.int().min(0).default(1),
});

/** Parsed settings of a training. */
export type TrainingSettings = z.infer<typeof trainingSchema>;

import { z } from 'zod';
import { manifestSchema } from '../package/manifest.ts';

const text = z.string().trim().min(1, 'is empty');
const jsonObject = z.record(z.string(), z.json());
const target = z.int().min(1).max(1_000_000_000);

/** A figure that others have published for such a network, and where. */
export const publishedSchema = z.strictObject({
  figure: z.number().min(0).max(100).describe('F1 on test in per cent'),
  source: text,
});

const networkSchema = z.strictObject({
  name: text,
  group: text.optional().describe('networks of one group stand together in the plots'),
  note: text.optional(),
  changes: jsonObject
    .default({})
    .describe('what differs from the recipe, merged into it at any depth; null removes a field'),
  parameters: target
    .nullable()
    .optional()
    .describe('instead of the target of the whole comparison; null for the hidden size of the recipe'),
  published: publishedSchema.optional(),
});

/** A comparison as its file has it. */
export const comparisonSchema = z.strictObject({
  name: manifestSchema.shape.name,
  description: z.string().default(''),
  notes: z.array(text).default([]).describe('what readers of the table should know'),
  recipe: jsonObject.describe('the recipe that all networks start from'),
  seeds: z
    .array(z.int().min(0))
    .min(1, 'needs at least one seed')
    .refine((seeds) => new Set(seeds).size === seeds.length, 'names a seed twice'),
  parameters: target
    .optional()
    .describe(
      'each network gets the largest hidden size with which it has no more trained numbers than this, without embedding tables',
    ),
  baseline: text
    .optional()
    .describe('the network whose latency is 1; the first bidirectional LSTM of one layer unless given'),
  networks: z.array(networkSchema).min(1, 'needs at least one network'),
  orders: z
    .array(
      z.strictObject({
        below: z.tuple([text, text]).describe('the first was found to score below the second'),
        source: text,
      }),
    )
    .default([])
    .describe('orders of F1 that are expected, which the table checks'),
});

/** Parsed `comparisonSchema`. */
export type ComparisonFile = z.infer<typeof comparisonSchema>;

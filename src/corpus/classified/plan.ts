import { z } from 'zod';
import { namesTrain, ownDevSchema, partSchemaOf, splitSchema, trainIsMissing } from '../part-plan.ts';

const labelsSchema = z
  .record(z.string(), z.string().nullable())
  .describe('labels as the files have them, and the classes that they mean; null leaves a text out');

const fileSchema = z.strictObject({ file: z.string().min(1), labels: labelsSchema.exactOptional() });

const partSchema = partSchemaOf(fileSchema, 'labels');

const trainSchema = partSchemaOf(fileSchema.extend({ dev: ownDevSchema }), 'labels');

/** Where the parts of a data set of classified texts are: the `data` of a recipe. */
export const dataPlanSchema = z
  .strictObject({
    labels: labelsSchema,
    train: trainSchema.optional().describe('without it, train, dev and test are found by their names'),
    dev: partSchema.optional(),
    test: partSchema.optional(),
    phrases: z.boolean().default(false).describe('trains on the labelled phrases of trees, too'),
    split: splitSchema,
  })
  .refine(namesTrain, trainIsMissing);

/** A parsed plan. */
export type DataPlan = z.infer<typeof dataPlanSchema>;

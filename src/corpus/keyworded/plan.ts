import { z } from 'zod';
import { namesTrain, ownDevSchema, partSchemaOf, splitSchema, trainIsMissing } from '../part-plan.ts';

const fieldSchema = z.string().min(1).describe('the field of a line that holds its phrases');

const fileSchema = z.strictObject({ file: z.string().min(1), field: fieldSchema.exactOptional() });

const partSchema = partSchemaOf(fileSchema, 'a field');

const trainSchema = partSchemaOf(fileSchema.extend({ dev: ownDevSchema }), 'a field');

/** Where the parts of a data set of texts with keywords are: the `data` of a recipe. */
export const keywordPlanSchema = z
  .strictObject({
    train: trainSchema.optional().describe('without it, train, dev and test are found by their names'),
    dev: partSchema.optional(),
    test: partSchema.optional(),
    field: fieldSchema.default('keywords'),
    split: splitSchema,
  })
  .refine(namesTrain, trainIsMissing);

/** A parsed plan. */
export type KeywordPlan = z.infer<typeof keywordPlanSchema>;

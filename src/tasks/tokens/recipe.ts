import { z } from 'zod';
import { manifestSchema } from '../../package/manifest.ts';
import { dataSetSchema } from '../../package/manifest-fields.ts';
import type { Task } from '../../package/parse.ts';
import { encodersSchema } from '../../text/encoders/schema.ts';
import type { TokenizerName } from '../../text/tokenizers.ts';
import type { TrainingSettings } from '../../training/settings.ts';

/** A share of units that dropout zeroes. */
export const dropoutRate = z.number().min(0).max(0.95);

/** What the recipe of every task has. What goes into the manifest as it is must pass its checks here, before hours of training. */
export const modelFields = {
  name: manifestSchema.shape.name,
  version: manifestSchema.shape.version.default('1.0.0'),
  language: manifestSchema.shape.language.default('en'),
  license: manifestSchema.shape.license.default('Apache-2.0'),
  description: z.string().default(''),
  dataName: dataSetSchema.shape.name
    .optional()
    .describe("what the manifest calls the data; without it, the name of the data's folder"),
  dataLicense: dataSetSchema.shape.license
    .default('none stated')
    .describe('the licence of the data, for the manifest'),
};

/** What the recipe of every task that reads tokens has. */
export const recipeFields = {
  ...modelFields,
  examples: z.array(z.string().min(1)).default([]).describe('texts recorded as golden cases'),
  encoders: encodersSchema,
  vectors: z
    .strictObject({
      limit: z
        .int()
        .min(1)
        .default(20_000)
        .describe('most frequent words that are kept, besides those of train'),
      license: dataSetSchema.shape.license.default('none stated'),
    })
    .prefault({})
    .describe('published word vectors, given by --vectors; used by the vector encoder'),
};

/** What is known of a parsed recipe whatever its task. */
export interface ModelRecipe extends z.infer<z.ZodObject<typeof modelFields>> {
  readonly task: Task;
  readonly network: object;
  readonly training: TrainingSettings;
}

/** What is known of a parsed recipe of a task that reads tokens. */
export interface TokenRecipe extends ModelRecipe, z.infer<z.ZodObject<typeof recipeFields>> {
  /** How texts are split, where a recipe may say so. */
  readonly tokenizer?: TokenizerName;
}

import { z } from 'zod';

const share = z.number().min(0).max(0.5);

const labelsSchema = z
  .record(z.string(), z.string().nullable())
  .describe('labels as the files have them, and the classes that they mean; null leaves a text out');

const fileSchema = z.strictObject({ file: z.string().min(1), labels: labelsSchema.exactOptional() });

const part = <File extends z.ZodType>(file: File) =>
  z
    .array(z.union([z.string().min(1), file]))
    .min(1)
    .describe('files, relative to the folder of the data, with labels of their own if need be');

const partSchema = part(fileSchema);

const trainSchema = part(
  fileSchema.extend({
    dev: share
      .default(0)
      .describe('share of this file that goes to dev by hash of the text, beside the files of dev'),
  }),
);

/** Where the parts of a data set of classified texts are: the `data` of a recipe. */
export const dataPlanSchema = z
  .strictObject({
    labels: labelsSchema,
    train: trainSchema.optional().describe('without it, train, dev and test are found by their names'),
    dev: partSchema.optional(),
    test: partSchema.optional(),
    phrases: z.boolean().default(false).describe('trains on the labelled phrases of trees, too'),
    split: z
      .strictObject({ dev: share.default(0.1), test: share.default(0) })
      .prefault({})
      .describe('shares of train that are set apart by hash of the text, for parts that are not given'),
  })
  .refine(({ train, dev, test }) => train || !(dev || test), {
    path: ['train'],
    error: 'must be given beside dev or test',
  });

/** A parsed plan. */
export type DataPlan = z.infer<typeof dataPlanSchema>;

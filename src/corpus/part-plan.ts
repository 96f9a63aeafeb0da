import { z } from 'zod';

/** A share of texts that is set apart. */
export const shareSchema = z.number().min(0).max(0.5);

/** The share of a training file that is set apart for dev. */
export const ownDevSchema = shareSchema
  .default(0)
  .describe('share of this file that goes to dev by hash of the text, beside the files of dev');

/** A part of a plan: names of files, or objects with a file and how it is read. */
export function partSchemaOf<File extends z.ZodType>(file: File, what: string) {
  return z
    .array(z.union([z.string().min(1), file]))
    .min(1)
    .describe(`files, relative to the folder of the data, with ${what} of their own if need be`);
}

/** The shares of a plan for parts that are not given. */
export const splitSchema = z
  .strictObject({ dev: shareSchema.default(0.1), test: shareSchema.default(0) })
  .prefault({})
  .describe('shares of train that are set apart by hash of the text, for parts that are not given');

/** Whether a plan that names files for a part names them for train as well. */
export function namesTrain({
  train,
  dev,
  test,
}: {
  train?: unknown;
  dev?: unknown;
  test?: unknown;
}): boolean {
  return train !== undefined || (dev === undefined && test === undefined);
}

/** What to say of a plan for which `namesTrain` is false. */
export const trainIsMissing = { path: ['train'], error: 'must be given beside dev or test' };

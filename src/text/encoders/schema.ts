import { z } from 'zod';

const dimension = z.int().min(1).max(4096).describe('length of a row of the embedding table');

/** Which encoders a tagger uses and how: the same object in a recipe and in a package's manifest. */
export const encodersSchema = z
  .strictObject({
    word: z
      .strictObject({
        dimension,
        minCount: z.int().min(1).default(1).describe('rarer words of the training part share row 0'),
        otherRate: z.number().min(0).max(1).default(0).describe('share of known words trained as row 0'),
        other: z
          .boolean()
          .default(true)
          .describe(
            'whether row 0 stands for all other words; without it they give nothing, a vector of zeros',
          ),
      })
      .refine(({ other, otherRate }) => other || otherRate === 0, {
        path: ['otherRate'],
        error: 'must be 0 where other words give nothing',
      })
      .optional(),
    trigram: z
      .strictObject({
        dimension,
        buckets: z.int().min(1).max(1_048_576).default(4096),
        combine: z.enum(['sum', 'mean']).default('mean').describe('how the rows of a bag become one vector'),
      })
      .optional(),
    shape: z.strictObject({ dimension }).optional(),
    vector: z.strictObject({ dimension }).optional(),
  })
  .refine((encoders) => Object.values(encoders).some((encoder) => encoder !== undefined), {
    error: 'name at least one encoder: word, trigram, shape or vector',
  });

/** The parsed form of `encodersSchema`, with every default in place. */
export type EncodersConfig = z.infer<typeof encodersSchema>;

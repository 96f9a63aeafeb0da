import { z } from 'zod';

const sizes = z.array(z.int().min(1).max(5)).max(5);

/** Which n-grams of a text are looked at: the same fields in a recipe and in a package's manifest. */
export const ngramsSchema = z
  .strictObject({
    words: sizes.default([1, 2]).describe('how many neighbouring tokens make an n-gram'),
    characters: sizes.default([]).describe('how many neighbouring characters do, across tokens too'),
    buckets: z.int().min(1).max(4_194_304).default(1_048_576).describe('rows of the table that share them'),
  })
  .refine(({ words, characters }) => words.length + characters.length > 0, {
    error: 'name at least one size of words or characters',
  });

/** The parsed form of `ngramsSchema`. */
export type NgramSettings = z.infer<typeof ngramsSchema>;

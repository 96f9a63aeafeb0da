import { z } from 'zod';
import { keywordPlanSchema } from '../../corpus/keyworded/plan.ts';
import { cellSchema } from '../../nn/cells/index.ts';
import { readings } from '../../nn/layer.ts';
import { trainingSchema } from '../../training/settings.ts';
import { dropoutRate as rate, recipeFields } from '../tokens/recipe.ts';
import { methods } from './method.ts';

/** The network between the encoders and the keywords. */
const networkSchema = z.strictObject({
  method: z
    .enum(methods)
    .default('tagger')
    .describe('whether tokens get labels under a CRF, or candidate phrases scores'),
  projection: z.int().min(1).max(4096).optional(),
  place: z
    .int()
    .min(1)
    .max(512)
    .default(16)
    .describe(
      'width of what is known of a token by its document: how often it occurs, how early, beside what',
    ),
  cell: cellSchema.prefault('lstm'),
  direction: z.enum(readings).default('bidirectional').describe('which way each layer reads a text'),
  layers: z.int().min(1).max(8).default(1),
  hidden: z.int().min(1).max(2048).default(128).describe('units of each direction'),
  attention: z
    .int()
    .min(1)
    .max(2048)
    .default(64)
    .describe("units of a scorer's attention and of the layer that judges its phrases"),
  dropout: z
    .strictObject({ input: rate.default(0.4), between: rate.default(0.4), output: rate.default(0.4) })
    .prefault({}),
});

const windowSchema = z
  .strictObject({ size: z.int().min(16).max(4096).default(256), margin: z.int().min(1).default(32) })
  .refine(({ size, margin }) => 2 * margin < size, {
    path: ['margin'],
    error: 'must be less than half of size',
  })
  .describe('tokens that are read at once, and how many at its sides are left to the next window');

/** A recipe: all that is needed to train a model of keywords again, but for the data. */
export const keywordsRecipeSchema = z
  .strictObject({
    task: z.literal('keywords'),
    ...recipeFields,
    data: keywordPlanSchema.prefault({}),
    network: networkSchema.prefault({}),
    maxWords: z.int().min(1).max(16).default(5).describe('words of a keyword at most'),
    window: windowSchema.prefault({}),
    training: trainingSchema.prefault({}),
  })
  .superRefine(({ network, maxWords, window }, context) => {
    // With signs between its words, a keyword may have twice as many tokens: some window must hold all of them.
    const least = 2 * (maxWords - 1);
    if (window.margin < least) {
      const message = `must be at least ${least} for keywords of ${maxWords} words`;
      context.addIssue({ code: 'custom', path: ['window', 'margin'], message });
    }
    if (network.cell.name !== 'jordan') return;
    const message =
      'jordan reads the label of each token back, which this network does not give; use another cell';
    context.addIssue({ code: 'custom', path: ['network', 'cell'], message });
  });

/** A parsed recipe. */
export type KeywordsRecipe = z.infer<typeof keywordsRecipeSchema>;

import { z } from 'zod';
import { speechPlanSchema } from '../../corpus/speech/plan.ts';
import { cellSchema } from '../../nn/cells/index.ts';
import { readings } from '../../nn/layer.ts';
import { decodingSchema, featuresSchema } from '../../package/speech-manifest.ts';
import { trainingSchema } from '../../training/settings.ts';
import { modelFields, dropoutRate as rate } from '../tokens/recipe.ts';
import { englishLetters } from './alphabet.ts';
import { augmentationSchema } from './augmentation.ts';

/** The network between the features and the symbols. */
const networkSchema = z.strictObject({
  cell: cellSchema.prefault('lstm'),
  direction: z.enum(readings).default('bidirectional').describe('which way each layer reads an utterance'),
  layers: z.int().min(1).max(8).default(3),
  hidden: z.int().min(1).max(2048).default(160).describe('units of each direction'),
  projection: z
    .int()
    .min(1)
    .max(4096)
    .optional()
    .describe('the width to which what a layer says is projected for the next one'),
  dropout: z
    .strictObject({ input: rate.default(0), between: rate.default(0.2), output: rate.default(0.2) })
    .prefault({}),
});

const settingsSchema = trainingSchema.omit({ batchTokens: true }).extend({
  clipping: trainingSchema.shape.clipping.unwrap().prefault({ norm: 50 }),
  batch: z.int().min(1).max(4096).default(32).describe('utterances in a step at most, over all workers'),
  batchFrames: z
    .int()
    .min(1)
    .default(4800)
    .describe('frames of a step at most, padding included; a longer utterance is a step of its own'),
});

/** A recipe: all that is needed to train a speech model again, but for the data. */
export const speechRecipeSchema = z
  .strictObject({
    task: z.literal('speech'),
    ...modelFields,
    data: speechPlanSchema,
    alphabet: z
      .string()
      .min(1)
      .refine((letters) => new Set(letters).size === [...letters].length, 'has a letter twice')
      .default(englishLetters)
      .describe('the letters that are written; a space parts words'),
    features: featuresSchema.prefault({}),
    augmentation: augmentationSchema.prefault({}),
    network: networkSchema.prefault({}),
    decoding: decodingSchema.omit({ languageModel: true }).optional(),
    training: settingsSchema.prefault({}),
  })
  .superRefine(({ network }, context) => {
    if (network.cell.name === 'jordan') {
      const message = 'jordan reads the label of each frame, which utterances do not have; use another cell';
      context.addIssue({ code: 'custom', path: ['network', 'cell'], message });
    }
  });

/** A parsed recipe. */
export type SpeechRecipe = z.infer<typeof speechRecipeSchema>;

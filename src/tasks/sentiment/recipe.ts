import { z } from 'zod';
import { dataPlanSchema } from '../../corpus/classified/plan.ts';
import { cellSchema } from '../../nn/cells/index.ts';
import { readings } from '../../nn/layer.ts';
import type { EncodersConfig } from '../../text/encoders/schema.ts';
import { ngramsSchema } from '../../text/ngrams/schema.ts';
import { tokenizerNames } from '../../text/tokenizers.ts';
import { trainingSchema } from '../../training/settings.ts';
import { dropoutRate as rate, recipeFields } from '../tokens/recipe.ts';
import { classes } from './classes.ts';

/** The network between the encoders and the classes. */
const networkSchema = z.strictObject({
  join: z
    .enum(['concat', 'sum'])
    .default('concat')
    .describe('whether the vectors that encoders give a token stand beside each other or are added up'),
  projection: z.int().min(1).max(4096).optional(),
  cell: cellSchema.prefault('lstm'),
  direction: z.enum(readings).default('bidirectional').describe('which way each layer reads a text'),
  layers: z.int().min(1).max(8).default(1),
  hidden: z.int().min(1).max(2048).default(128).describe('units of each direction'),
  attention: z
    .int()
    .min(1)
    .max(2048)
    .default(64)
    .describe('units of the layer that says what each token counts'),
  dropout: z
    .strictObject({ input: rate.default(0.3), between: rate.default(0.3), output: rate.default(0.3) })
    .prefault({}),
});

/** A linear judge of n-grams beside the network, trained before it. */
const judgeSchema = ngramsSchema.safeExtend({
  epochs: z.int().min(1).max(1000).default(4),
  learningRate: z.number().positive().max(10).default(0.3).describe('of AdaGrad'),
  dropout: rate.default(0.5).describe('share of the n-grams of a text that training leaves out'),
  weight: z
    .number()
    .positive()
    .max(100)
    .default(1)
    .describe('what its log-odds are multiplied by before they are added to those of the network'),
});

/** The labels of data that call the classes by their names. */
export const ownLabels: Readonly<Record<string, string>> = Object.fromEntries(
  classes.map((name) => [name, name]),
);

/** The data, if its labels are not named as the classes or its files not as their parts. */
const dataSchema = dataPlanSchema
  .prefault({ labels: ownLabels })
  .refine(({ labels }) => Object.values(labels).every((meant) => meant === null || isClass(meant)), {
    path: ['labels'],
    error: `must mean ${classes.join(' or ')}, or null`,
  });

function isClass(name: string): boolean {
  return classes.some((each) => each === name);
}

/** A recipe: all that is needed to train a sentiment model again, but for the data. */
export const sentimentRecipeSchema = z
  .strictObject({
    task: z.literal('sentiment'),
    ...recipeFields,
    tokenizer: z
      .enum(tokenizerNames)
      .default('unicode-1')
      .describe('whether Chinese and the like are read by characters, or (unicode-words-1) by words'),
    data: dataSchema.prefault({ labels: ownLabels }),
    network: networkSchema.prefault({}),
    ngrams: judgeSchema
      .optional()
      .describe('a linear judge of neighbouring words and characters beside the network'),
    neutral: z
      .number()
      .min(0)
      .max(1)
      .default(0.2)
      .describe('a text is neutral if the probabilities of its classes are less than this apart'),
    training: trainingSchema.prefault({}),
  })
  .superRefine(({ network, encoders }, context) => {
    const refuse = (path: string[], message: string) =>
      context.addIssue({ code: 'custom', path: ['network', ...path], message });
    if (network.cell.name === 'jordan') {
      refuse(['cell'], 'jordan reads the label of each token, which texts do not have; use another cell');
    }
    if (network.cell.name === 'scrn' && network.hidden < 2) {
      refuse(['hidden'], 'must be at least 2 for the cell scrn, which has units of two kinds');
    }
    if (network.join === 'sum' && new Set(dimensionsOf(encoders)).size > 1) {
      refuse(['join'], 'sum needs encoders of one dimension');
    }
  });

function dimensionsOf(encoders: EncodersConfig): number[] {
  return Object.values(encoders).flatMap((encoder) => encoder?.dimension ?? []);
}

/** A parsed recipe. */
export type SentimentRecipe = z.infer<typeof sentimentRecipeSchema>;

import { z } from 'zod';
import { cellSchema } from '../../nn/cells/index.ts';
import { readings } from '../../nn/layer.ts';
import { trainingSchema } from '../../training/settings.ts';
import { dropoutRate as rate, recipeFields } from '../tokens/recipe.ts';

/** The network of a tagger, between its encoders and its labels. */
const networkSchema = z.strictObject(
  {
    cell: cellSchema.prefault('lstm'),
    direction: z.enum(readings).default('bidirectional').describe('which way each layer reads a sentence'),
    window: z.int().min(0).max(16).default(0).describe('tokens on each side that are joined to a token'),
    layers: z.int().min(1).max(8).default(1),
    hidden: z.int().min(1).max(2048).default(128).describe('units of each direction'),
    dropout: z
      .strictObject({ input: rate.default(0.3), between: rate.default(0.3), output: rate.default(0.3) })
      .prefault({}),
    loss: z.enum(['crf', 'cross-entropy']).default('crf'),
    projection: z
      .int()
      .min(1)
      .max(4096)
      .optional()
      .describe('width to which the vectors of a token are projected before the first layer'),
    requested: z
      .strictObject({ dimension: z.int().min(1).max(256).default(16) })
      .optional()
      .describe('makes the slots that were just asked for an input'),
  },
  { error: (issue) => (issue.code === 'unrecognized_keys' ? unknownField(issue.keys) : undefined) },
);

/** Older recipes had the settings of the cell beside it. */
function unknownField(keys: readonly string[]): string | undefined {
  if (!keys.includes('forgetBias')) return undefined;
  return 'is a setting of the cell: "cell": {"name": "lstm", "forgetBias": 1}';
}

/** Changes made to training sentences at random, so that the tagger does not lean on what they hide. */
const augmentationSchema = z.strictObject({
  lowerCase: z.number().min(0).max(1).default(0).describe('share of sentences whose letter case is hidden'),
  swapRoles: z
    .strictObject({ origin: z.string(), destination: z.string() })
    .optional()
    .describe('adds each sentence with both of these slots again, with their values exchanged'),
});

/** What a tagger learns from another one, its teacher, given by --teacher. */
const distillationSchema = z.strictObject({
  weight: z
    .number()
    .min(0)
    .max(1)
    .default(0.5)
    .describe("how much the teacher's opinion counts against the labels of the data: 1 for nothing else"),
  temperature: z
    .number()
    .min(1)
    .max(100)
    .default(1)
    .describe('what all scores are divided by when student and teacher are compared, so that doubts count'),
});

/** A recipe: all that is needed to train a tagger again, but for the data. */
export const recipeSchema = z
  .strictObject({
    task: z.literal('tag').default('tag'),
    ...recipeFields,
    network: networkSchema.prefault({}),
    augmentation: augmentationSchema.prefault({}),
    distillation: distillationSchema.optional().describe('trains towards what a teacher thinks'),
    training: trainingSchema.prefault({}),
  })
  .superRefine(({ network, distillation }, context) => {
    const { name } = network.cell;
    if (name === 'jordan' && distillation) {
      const message = 'does not go with the cell jordan, which learns from the right labels; leave one out';
      context.addIssue({ code: 'custom', path: ['distillation'], message });
    }
    if (name === 'scrn' && network.hidden < 2) {
      const message = 'must be at least 2 for the cell scrn, which has units of two kinds';
      context.addIssue({ code: 'custom', path: ['network', 'hidden'], message });
    }
  });

/** How a student is taught. */
export type Distillation = z.infer<typeof distillationSchema>;

/** A parsed recipe. */
export type Recipe = z.infer<typeof recipeSchema>;

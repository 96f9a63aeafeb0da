import { z } from 'zod';
import { mostExplainedTokens } from '../../tasks/tag/size.ts';
import { explanationSchema, statesSchema } from './explanation.ts';
import { modelReferenceSchema } from './model.ts';
import { offsetUnit } from './offset-unit.ts';
import { confidence, end, slotSchema, start } from './slot.ts';
import { checkTextOrTexts, type TextLimits, textFields, textOrTexts } from './texts.ts';

const tokenSchema = z
  .strictObject({
    text: z.string(),
    start,
    end,
    label: z.string().describe('`O`, or `B-` or `I-` with a slot'),
    confidence: confidence.describe('Probability that the token has this label'),
  })
  .meta({ id: 'Token', description: 'A word, number or sign of the text' });

const result = {
  tokens: z.array(tokenSchema),
  slots: z.array(slotSchema),
  explanation: explanationSchema.optional().describe('Only with `explain`: true'),
  states: statesSchema.optional().describe('Only with `explain`: `states`'),
};

/** What `POST /tag` answers: a result beside `model` for `text`, a list of results for `texts`. */
export const tagResponseSchema = z.union([
  z
    .strictObject({ model: modelReferenceSchema, ...result })
    .meta({ id: 'TagAnswer', description: 'The answer to `text`' }),
  z
    .strictObject({
      model: modelReferenceSchema,
      results: z.array(
        z.strictObject(result).meta({ id: 'TagResult', description: 'What was found in one text' }),
      ),
    })
    .meta({ id: 'TagListAnswer', description: 'The answers to `texts`, in the same order' }),
]);

/** The body of `POST /tag` within `limits`; without an `id`, since zod keeps ids for the whole process. */
export function tagRequestSchema(limits: TextLimits) {
  return z
    .strictObject({
      ...textFields(limits),
      offsetUnit,
      requested: requestedSchema.optional(),
      explain: z
        .literal([false, true, 'states'], 'Send true, false or "states"')
        .default(false)
        .describe(
          'What to tell beside the slots: `true` for what each word does for each slot, `states` for the gates and states of ' +
            `the network at each token. A text may have ${mostExplainedTokens} tokens then`,
        ),
      explainSlots: z
        .array(z.string(), explainSlotsShape)
        .optional()
        .describe('Slots of the model: with `explain`: true, only these are explained'),
    })
    .superRefine((body, context) => {
      if (body.explainSlots === undefined || body.explain === true) return;
      const message = 'Send explainSlots with explain: true only; leave it out, or ask for an explanation';
      context.addIssue({ code: 'custom', path: ['explainSlots'], message });
    })
    .superRefine(checkTextOrTexts)
    .meta({
      description: 'One text or several',
      oneOf: textOrTexts,
      dependentSchemas: {
        text: { properties: { requested: { items: { type: 'string' } } } },
        explainSlots: { properties: { explain: { const: true } }, required: ['explain'] },
      },
      examples: [{ text: 'I would like to arrive Taipei on November 2nd' }],
    });
}

/** A parsed body of `POST /tag`. */
export type TagBody = z.output<ReturnType<typeof tagRequestSchema>>;

const slotNames = z.array(z.string());

/** What `requested` must be. */
export const requestedShape =
  'Give requested as a list of slot names, or with texts as a list of such lists, one for each text';

/** What `explainSlots` must be. */
export const explainSlotsShape = 'Give explainSlots as a list of slot names';

const requestedSchema = z
  .union([slotNames, z.array(slotNames)], requestedShape)
  .describe(
    'Slots of the model that the user was just asked for: a list of names for `text` or for all of `texts`, or a ' +
      'list of such lists, one for each of `texts`',
  );

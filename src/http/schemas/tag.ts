import { z } from 'zod';
import type { ProblemCode } from '../../errors.ts';
import { mostExplainedTokens } from '../../tasks/tag/size.ts';
import { offsetUnits } from '../../text/offsets.ts';
import { explanationSchema, statesSchema } from './explanation.ts';
import { modelReferenceSchema } from './model.ts';
import { confidence, end, slotSchema, start } from './slot.ts';

/** What one request may ask at most. */
export interface TextLimits {
  /** Longest text, in code points. */
  readonly textLength: number;
  /** Most texts. */
  readonly texts: number;
}

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
  const text = textSchema(limits.textLength);
  const texts = z
    .array(text)
    .superRefine((list, context) => {
      if (list.length > 0) return;
      const message = 'The list of texts is empty; send at least one text';
      context.addIssue({ code: 'custom', message, params: { problem: 'text_or_texts' } });
    })
    .meta({ minItems: 1, maxItems: limits.texts, description: 'Several texts' });
  return z
    .strictObject({
      text: text.optional(),
      texts: texts.optional(),
      model: z.string().optional().describe('Name of a model; the default model answers without it'),
      offsetUnit: z
        .enum(offsetUnits)
        .default('utf16')
        .describe(
          'Unit of all offsets: UTF-16 (JavaScript, Java), code points (Python), bytes of UTF-8 (Go, Rust)',
        ),
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
    .superRefine((body, context) => {
      if ((body.text === undefined) !== (body.texts === undefined)) return;
      const message = body.text === undefined ? 'Send text or texts' : 'Send text or texts, not both';
      context.addIssue({ code: 'custom', message, params: { problem: 'text_or_texts' } });
    })
    .meta({
      description: 'One text or several',
      oneOf: [{ required: ['text'] }, { required: ['texts'] }],
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

/** No white space: Unicode counts U+0085 as such, and regular expressions of JavaScript do not. */
const visible = /[^\s\u0085]/u;

function textSchema(maxLength: number) {
  return z
    .string()
    .superRefine((value, context) => {
      const fail = (code: ProblemCode, message: string): void =>
        context.addIssue({ code: 'custom', message, params: { problem: code } });
      if (!visible.test(value)) fail('empty_text', 'The text is empty; send a sentence, or leave it out');
      const length = value.length > maxLength ? codePoints(value) : 0;
      if (length > maxLength) {
        fail(
          'text_too_long',
          `The text has ${length} characters; send at most ${maxLength}, sentence by sentence`,
        );
      }
    })
    .meta({ minLength: 1, maxLength, pattern: visible.source, description: 'A sentence' });
}

function codePoints(value: string): number {
  let count = 0;
  for (const _ of value) count++;
  return count;
}

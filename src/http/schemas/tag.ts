import { z } from 'zod';
import type { ProblemCode } from '../../errors.ts';
import { mostExplainedTokens } from '../../tasks/tag/size.ts';
import { offsetUnits } from '../../text/offsets.ts';
import { modelReferenceSchema } from './model.ts';

/** What one request may ask at most. */
export interface TextLimits {
  /** Longest text, in code points. */
  readonly textLength: number;
  /** Most texts. */
  readonly texts: number;
}

const confidence = z.number().min(0).max(1);
const start = z.int().min(0).describe('Where it starts in the text, in units of `offsetUnit`');
const end = z.int().min(0).describe('Where it ends in the text, exclusive');

const tokenSchema = z
  .strictObject({
    text: z.string(),
    start,
    end,
    label: z.string().describe('`O`, or `B-` or `I-` with a slot'),
    confidence: confidence.describe('Probability that the token has this label'),
  })
  .meta({ id: 'Token', description: 'A word, number or sign of the text' });

const slotSchema = z
  .strictObject({
    slot: z.string(),
    text: z.string().describe('The words, as they stand in the text'),
    start,
    end,
    confidence: confidence.describe('Probability that exactly this slot is exactly here'),
  })
  .meta({ id: 'Slot', description: 'A found slot' });

const wordEffectSchema = z
  .strictObject({
    text: z.string(),
    start,
    end,
    effect: z
      .number()
      .min(-1)
      .max(1)
      .describe(
        'How much less likely it is that these words are such a slot, wherever it ends, if this word is replaced by one ' +
          'of which nothing is known: above zero it speaks for the slot, below zero against it',
      ),
  })
  .meta({ id: 'WordEffect', description: 'What a word does for a slot' });

const explanationSchema = z
  .strictObject({
    slots: z.array(
      slotSchema
        .extend({ words: z.array(wordEffectSchema).describe('Every token outside the slot, in order') })
        .meta({ id: 'SlotExplanation', description: 'A found slot, and what every other word does for it' }),
    ),
  })
  .meta({ id: 'Explanation', description: 'What the words do for the slots' });

const result = {
  tokens: z.array(tokenSchema),
  slots: z.array(slotSchema),
  explanation: explanationSchema.optional().describe('Only with `explain`'),
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
        .boolean()
        .default(false)
        .describe(
          `Whether to tell what each word does for each slot. A text may have ${mostExplainedTokens} tokens then`,
        ),
      explainSlots: z
        .array(z.string(), explainSlotsShape)
        .optional()
        .describe('Slots of the model: with `explain`, only these are explained'),
    })
    .superRefine((body, context) => {
      if (body.explainSlots === undefined || body.explain) return;
      const message = 'explainSlots goes with explain: true; leave it out, or ask for an explanation';
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

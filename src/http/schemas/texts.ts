import { z } from 'zod';
import type { ProblemCode } from '../../errors.ts';

/** What one request may ask at most. */
export interface TextLimits {
  /** Longest text, in code points. */
  readonly textLength: number;
  /** Most texts. */
  readonly texts: number;
}

/** What one request to any task may ask at most. */
export interface RequestLimits extends TextLimits {
  /** Longest text of a task that reads whole documents, in code points. */
  readonly documentLength: number;
  /** Most code points of all texts of such a task's request. */
  readonly requestLength: number;
}

/** What the body of every task has: one text or several, and the model; `what` a text is says the document. */
export function textFields(limits: TextLimits, what = 'A sentence') {
  const text = textSchema(limits.textLength, what);
  const texts = z
    .array(text)
    .superRefine((list, context) => {
      if (list.length > 0) return;
      const message = 'The list of texts is empty; send at least one text';
      context.addIssue({ code: 'custom', message, params: { problem: 'text_or_texts' } });
    })
    .meta({ minItems: 1, maxItems: limits.texts, description: 'Several texts' });
  return {
    text: text.optional(),
    texts: texts.optional(),
    model: z.string().optional().describe('Name of a model; the default model answers without it'),
  };
}

/** The same as JSON Schema says it. */
export const textOrTexts = [{ required: ['text'] }, { required: ['texts'] }];

/** Refuses a body that has not exactly one of text and texts. */
export function checkTextOrTexts(
  body: { readonly text?: unknown; readonly texts?: unknown },
  context: z.RefinementCtx,
): void {
  if ((body.text === undefined) !== (body.texts === undefined)) return;
  const message = body.text === undefined ? 'Send text or texts' : 'Send text or texts, not both';
  context.addIssue({ code: 'custom', message, params: { problem: 'text_or_texts' } });
}

/** No white space: Unicode counts U+0085 as such, and regular expressions of JavaScript do not. */
const visible = /[^\s\u0085]/u;

function textSchema(maxLength: number, what: string) {
  return z
    .string()
    .superRefine((value, context) => {
      const fail = (code: ProblemCode, message: string): void =>
        context.addIssue({ code: 'custom', message, params: { problem: code } });
      if (!visible.test(value)) fail('empty_text', 'The text is empty; send a sentence, or leave it out');
      const length = value.length > maxLength ? codePoints(value) : 0;
      if (length > maxLength) {
        fail('text_too_long', `The text has ${length} characters; send at most ${maxLength}, part by part`);
      }
    })
    .meta({ minLength: 1, maxLength, pattern: visible.source, description: what });
}

/** Whether a string has at most `most` code points, which is what `maxLength` of JSON Schema counts. */
export function isWithin(value: string, most: number): boolean {
  return value.length <= most || (value.length <= 2 * most && codePoints(value) <= most);
}

/** How many code points a string has. */
export function codePoints(value: string): number {
  let count = 0;
  for (const _ of value) count++;
  return count;
}

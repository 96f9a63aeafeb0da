import { z } from 'zod';
import { jsonPointer, SlotlineError } from '../../errors.ts';
import type { Form } from '../multipart.ts';

/** What an answer can look like. */
export const responseFormats = ['json', 'text', 'srt', 'verbose_json', 'vtt'] as const;

const fieldsSchema = z.strictObject({
  model: z.string().optional(),
  language: z.string().max(20).optional(),
  prompt: z.string().optional(),
  temperature: z.string().optional(),
  response_format: z.enum(responseFormats, `Send one of ${responseFormats.join(', ')}`).default('json'),
  timestamp_granularities: z.array(z.enum(['word', 'segment'], 'Send word or segment')).default([]),
});

/** The parsed fields of a form. */
export type OpenAiFields = z.output<typeof fieldsSchema>;

/** The name under which OpenAI's clients send `timestamp_granularities`. */
const granularitiesName = /^timestamp_granularities(?:\[\d*\])?$/u;

/** Reads the fields of a form; throws a SlotlineError for one that is not known or has no suitable value. */
export function openAiFields({ fields }: Form): OpenAiFields {
  const values: Record<string, unknown> = {};
  const granularities: string[] = [];
  for (const [name, given] of fields) {
    if (granularitiesName.test(name)) granularities.push(...given);
    else if (name !== 'stream' || given.at(-1) !== 'false') values[name] = given.at(-1);
  }
  const result = fieldsSchema.safeParse({ ...values, timestamp_granularities: granularities });
  if (result.success) return result.data;
  const issue = result.error.issues[0]!;
  if (issue.code === 'unrecognized_keys') {
    throw new SlotlineError('unknown_field', 'There is no such field; leave it out', {
      pointer: jsonPointer([issue.keys[0]!.slice(0, 100)]),
    });
  }
  throw new SlotlineError('invalid_field', issue.message, { pointer: `/${String(issue.path[0])}` });
}

/** The form, for the document: its bytes are checked elsewhere. */
export const openAiFormSchema = z.unknown().meta({
  type: 'object',
  required: ['file'],
  properties: {
    file: { type: 'string', format: 'binary', description: 'WAV, FLAC, MP3, or Opus in Ogg or WebM' },
    model: {
      type: 'string',
      description: 'Name of a speech model; `whisper-1` or nothing for the default one',
    },
    language: { type: 'string', description: 'Must be the language of the model, if sent' },
    prompt: { type: 'string', description: 'Taken and not used' },
    temperature: { type: 'number', description: 'Taken and not used' },
    response_format: { type: 'string', enum: [...responseFormats], default: 'json' },
    'timestamp_granularities[]': {
      type: 'array',
      items: { type: 'string', enum: ['word', 'segment'] },
      description: 'With `verbose_json`; segments without it',
    },
  },
});

const seconds = z.number().min(0).describe('Seconds from the beginning of the recording');

/** What is answered with `json` and `verbose_json`. */
export const openAiResponseSchema = z
  .strictObject({
    text: z.string(),
    task: z.literal('transcribe').optional(),
    language: z.string().optional(),
    duration: z.number().min(0).optional(),
    words: z.array(z.strictObject({ word: z.string(), start: seconds, end: seconds })).optional(),
    segments: z
      .array(
        z.strictObject({
          id: z.int(),
          seek: z.int(),
          start: seconds,
          end: seconds,
          text: z.string(),
          tokens: z.array(z.int()),
          temperature: z.number(),
          avg_logprob: z.number(),
          compression_ratio: z.number(),
          no_speech_prob: z.number(),
        }),
      )
      .optional(),
  })
  .meta({ id: 'OpenAiTranscription', description: "A transcript as OpenAI's clients read it" });

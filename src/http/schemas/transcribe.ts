import { z } from 'zod';
import type { CtcHotword } from '../../decoding/ctc/index.ts';
import { hotwordShape, parseHotword } from '../../tasks/speech/hotword.ts';
import { modelReferenceSchema } from './model.ts';

/** What one recording may be. */
export interface SpeechLimits {
  readonly seconds: number;
  readonly bytes: number;
}

const mostHotwords = 100;

function whole(min: number, max: number) {
  const shape = `Send a whole number from ${min} to ${max}`;
  return z
    .string()
    .regex(/^\d{1,9}$/u, shape)
    .transform(Number)
    .pipe(z.int().min(min, shape).max(max, shape))
    .optional();
}

function number(min: number, max: number) {
  const shape = `Send a number from ${min} to ${max}`;
  return z
    .string()
    .regex(/^-?\d{1,9}(?:\.\d{1,9})?$/u, shape)
    .transform(Number)
    .pipe(z.number().min(min, shape).max(max, shape))
    .optional();
}

const flag = z
  .enum(['true', 'false'], 'Send true or false')
  .transform((value) => value === 'true')
  .optional();

const hotword = z
  .string()
  .meta({ maxLength: 108 })
  .transform((text, context): CtcHotword => {
    const parsed = parseHotword(text);
    if (parsed !== undefined) return parsed;
    context.addIssue({ code: 'custom', message: hotwordShape });
    return z.NEVER;
  });

const hotwordList = z
  .union([hotword.transform((one) => [one]), z.array(hotword).max(mostHotwords)], {
    error: `${hotwordShape}; ${mostHotwords} of them at most`,
  })
  .optional();

/** The query of `POST /transcribe`. */
export const transcribeQuerySchema = z.strictObject({
  model: z.string().optional().describe('Name of a speech model; the default one answers without it'),
  beamWidth: whole(1, 200).describe(
    'Readings that are kept while listening; without it as the model says. 1 is fastest, and with no language model and no hotwords just the best path',
  ),
  languageModel: flag.describe("`false` leaves the model's own language model out, if it has one"),
  alpha: number(0, 10).describe('How much the language model counts; without it as the model says'),
  beta: number(-10, 10).describe(
    'What each word adds to the score of a reading; without it as the model says',
  ),
  unknownScore: number(-1000, 0).describe(
    'What a word adds that the language model does not know: near 0 lets letters stand that are no known word; without it as the model says',
  ),
  hotwords: hotwordList.describe(
    'A word or phrase that is expected, maybe with a weight after a colon (5 without); each has a `hotwords` of its own: `hotwords=taipei:8&hotwords=high+speed+rail`',
  ),
  alternatives: whole(1, 20).describe('Readings that are answered at most; 1 without it'),
  tag: flag.describe('`true` finds the slots of what is said, with their times'),
  tagModel: z
    .string()
    .optional()
    .describe(
      'Name of the tagger for `tag`; without it that of the default one and `-spoken`, such as `booking-spoken`, or else the default one',
    ),
  letters: flag.describe('`true` tells which letters each frame speaks, as `frames`'),
});

/** The query of `GET /transcribe/stream`. */
export const streamQuerySchema = transcribeQuerySchema.pick({
  model: true,
  beamWidth: true,
  languageModel: true,
  alpha: true,
  beta: true,
  unknownScore: true,
  hotwords: true,
});

/** The parsed query of `POST /transcribe`. */
export type TranscribeQuery = z.output<typeof transcribeQuerySchema>;

const start = z.number().min(0).describe('Seconds from the beginning of the recording');
const end = z.number().min(0).describe('Seconds from the beginning of the recording');
const confidence = z.number().min(0).max(1);
const offset = z.int().min(0);

const wordSchema = z
  .strictObject({ word: z.string(), start, end, confidence })
  .meta({ id: 'SpokenWord', description: 'A word, with the time in which it was said' });

const saidSlotSchema = z
  .strictObject({
    slot: z.string(),
    text: z.string(),
    start,
    end,
    confidence,
    characters: z
      .strictObject({ start: offset, end: offset })
      .describe('Its place in `text`, in UTF-16 units'),
  })
  .meta({ id: 'SaidSlot', description: 'A slot of what was said, with its time' });

const letterFramesSchema = z
  .strictObject({
    seconds: z.number().positive().describe('From one frame to the next'),
    best: z
      .array(
        z
          .array(
            z
              .strictObject({
                letter: z.string().describe('Empty for the blank, which says that nothing new is spoken'),
                probability: z.number().min(0).max(1),
              })
              .meta({ id: 'HeardLetter', description: 'A letter that a frame may speak' }),
          )
          .min(1)
          .max(3),
      )
      .describe('The likeliest letters of each frame, the likeliest first; the others are above 0.01'),
  })
  .meta({ id: 'LetterFrames', description: 'What the network heard over time, before it was decoded' });

/** What `POST /transcribe` answers. */
export const transcribeResponseSchema = z
  .strictObject({
    model: modelReferenceSchema,
    text: z.string().describe('Lower case, without punctuation; empty where nothing was understood'),
    words: z.array(wordSchema),
    alternatives: z
      .array(
        z
          .strictObject({
            text: z.string(),
            score: z.number().describe('Natural logarithms; more is better'),
          })
          .meta({ id: 'Reading', description: 'One way to read what was heard' }),
      )
      .describe('The best readings, the best first, which `text` is'),
    duration: z.number().min(0).describe('Seconds of the recording'),
    frames: letterFramesSchema.optional().describe('With `letters=true`'),
    tagModel: modelReferenceSchema.optional().describe('The tagger that found `slots`'),
    slots: z.array(saidSlotSchema).optional().describe('With `tag=true`: what POST /tag finds in `text`'),
  })
  .meta({ id: 'TranscribeAnswer', description: 'What was said in a recording' });

/** What `POST /transcribe` answers. */
export type TranscribeAnswer = z.infer<typeof transcribeResponseSchema>;

/** The body of `POST /transcribe`, for the document: the bytes are checked elsewhere. */
export function recordingSchema({ seconds, bytes }: SpeechLimits) {
  return z.unknown().meta({
    type: 'string',
    format: 'binary',
    description: `WAV, FLAC, MP3, or Opus in Ogg or WebM, told apart by their content; ${seconds} seconds and ${bytes} bytes at most`,
  });
}

import { z } from 'zod';
import { modelReferenceSchema } from './model.ts';
import { offsetUnit } from './offset-unit.ts';
import { end, start } from './slot.ts';
import { checkTextOrTexts, type RequestLimits, textFields, textOrTexts } from './texts.ts';

const keywordSchema = z
  .strictObject({
    text: z
      .string()
      .describe('The phrase as it stands where it scores best; each run of white space is one space'),
    score: z.number().min(0).max(1).describe('Probability that it is a keyword, at its best place'),
    occurrences: z
      .array(z.strictObject({ start, end }).meta({ id: 'Occurrence', description: 'A place of a keyword' }))
      .min(1)
      .describe(
        'Its places in the order of the text, in whatever form of its words, but for those that a better keyword covers',
      ),
  })
  .meta({ id: 'Keyword', description: 'A phrase that says what a text is about' });

const result = {
  keywords: z.array(keywordSchema).describe('The best first; none where no phrase is good enough'),
};

/** What `POST /keywords` answers: a result beside `model` for `text`, a list of results for `texts`. */
export const keywordsResponseSchema = z.union([
  z
    .strictObject({ model: modelReferenceSchema, ...result })
    .meta({ id: 'KeywordsAnswer', description: 'The keywords of `text`' }),
  z
    .strictObject({
      model: modelReferenceSchema,
      results: z.array(
        z.strictObject(result).meta({ id: 'KeywordsResult', description: 'The keywords of one text' }),
      ),
    })
    .meta({ id: 'KeywordsListAnswer', description: 'The answers to `texts`, in the same order' }),
]);

/** The body of `POST /keywords` within limits; without an `id`, since zod keeps ids for the whole process. */
export function keywordsRequestSchema({ documentLength, texts, requestLength }: RequestLimits) {
  return z
    .strictObject({
      ...textFields({ textLength: documentLength, texts }, 'A document of one sentence or many'),
      limit: z
        .int(limitShape)
        .min(1, limitShape)
        .max(100, limitShape)
        .default(10)
        .describe('Most keywords of a text'),
      minScore: z
        .number(minScoreShape)
        .min(0, minScoreShape)
        .max(1, minScoreShape)
        .optional()
        .describe(
          'Least score of a keyword; without it the one that the model was found to do best with, `minScore` of `GET /models`',
        ),
      maxWords: z
        .int(maxWordsShape)
        .min(1, maxWordsShape)
        .max(16, maxWordsShape)
        .optional()
        .describe(
          'Most words of a keyword ("multi-step" has two). A model finds no phrases of more words than its own `maxWords`, ' +
            'whatever is sent here',
        ),
      offsetUnit,
    })
    .superRefine(checkTextOrTexts)
    .meta({
      description: `One text or several, of ${requestLength} characters in all`,
      oneOf: textOrTexts,
      examples: [{ text: 'Night trains are back: sleeper services link Vienna with Paris', limit: 5 }],
    });
}

const limitShape = 'Send a whole number from 1 to 100, or leave limit out';
const minScoreShape = 'Send a number from 0 to 1, or leave minScore out';
const maxWordsShape = 'Send a whole number from 1 to 16, or leave maxWords out';

/** A parsed body of `POST /keywords`. */
export type KeywordsBody = z.output<ReturnType<typeof keywordsRequestSchema>>;

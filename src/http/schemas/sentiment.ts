import { z } from 'zod';
import { mostExplainedTokens, mostExplainedWork } from '../../tasks/sentiment/size.ts';
import { languageTag } from '../../text/language.ts';
import { offsetUnit } from './offset-unit.ts';
import { end, start } from './slot.ts';
import { checkTextOrTexts, type RequestLimits, textFields, textOrTexts } from './texts.ts';

const probability = z.number().min(0).max(1);

const wordSchema = z
  .strictObject({
    text: z.string(),
    start,
    end,
    attention: probability.describe(
      "The network's own weight: how much of what it read at this word goes into its judgement; the weights of a text sum to 1",
    ),
    effect: z
      .number()
      .min(-1)
      .max(1)
      .optional()
      .describe(
        'How much less likely `positive` is if this word is replaced by one of which nothing is known: above zero it speaks ' +
          'for positive, below zero for negative. Only with `explain`: true',
      ),
  })
  .meta({ id: 'SentimentWord', description: 'What a word, number or sign counts and does' });

const modelSchema = z
  .strictObject({ name: z.string(), version: z.string(), language: z.string().describe('BCP 47 tag') })
  .meta({ id: 'LanguageModelReference', description: 'The model that answered, and its language' });

const result = {
  model: modelSchema,
  label: z
    .enum(['positive', 'negative', 'neutral'])
    .describe('The likelier class; `neutral` where the two are about equally likely, as the model card says'),
  scores: z
    .strictObject({
      positive: probability.describe('Calibrated probability; with that of `negative` it sums to 1'),
      negative: probability.describe('Calibrated probability; with that of `positive` it sums to 1'),
      neutral: probability.describe(
        'No probability, but where between the two the text lies: 1 where they are equally likely, above one half where ' +
          'the label is `neutral`, 0 where they are far apart; always 0 for a model that calls nothing neutral',
      ),
    })
    .describe('What the label is made of'),
  words: z.array(wordSchema).optional().describe('Every token in order; only with `explain`'),
};

/** What `POST /sentiment` answers: a result for `text`, a list of results for `texts`, each with its own model. */
export const sentimentResponseSchema = z.union([
  z.strictObject(result).meta({ id: 'SentimentAnswer', description: 'What was said of one text' }),
  z
    .strictObject({
      results: z.array(
        z
          .strictObject(result)
          .meta({ id: 'SentimentResult', description: 'What was said of one of the texts' }),
      ),
    })
    .meta({ id: 'SentimentListAnswer', description: 'The answers to `texts`, in the same order' }),
]);

/** The body of `POST /sentiment` within limits; without an `id`, since zod keeps ids for the whole process. */
export function sentimentRequestSchema({ documentLength, texts, requestLength }: RequestLimits) {
  return z
    .strictObject({
      ...textFields({ textLength: documentLength, texts }, 'A sentence, or a text of several'),
      model: z
        .string()
        .optional()
        .describe(
          'Name of a model, for all texts; without it and `language`, each text goes to the model of its script',
        ),
      language: z
        .string()
        .max(longestTag, languageShape)
        .regex(languageTag, languageShape)
        .optional()
        .describe(
          'Language of all texts as a BCP 47 tag, of which only the first part counts (`zh` of `zh-Hant`): a model of it answers. ' +
            'Without it a text of mostly Chinese characters goes to a model of `zh`, other letters to one of `en`, and what no ' +
            'model is for to the default model',
        ),
      explain: z
        .literal([false, true, 'attention'], 'Send true, false or "attention"')
        .default(false)
        .describe(
          'Whether to tell of every word what it counts (`attention`), and with `true` also what it does. A text may have ' +
            `${mostExplainedTokens} tokens with \`true\`; of several texts, each with n tokens, n * (n + 2) may add up to ${mostExplainedWork}`,
        ),
      offsetUnit,
    })
    .superRefine(checkTextOrTexts)
    .meta({
      description: `One text or several, of ${requestLength} characters in all`,
      oneOf: textOrTexts,
      examples: [{ text: 'A warm, funny and moving film that I will watch again.' }],
    });
}

/** No tag in use is longer. */
const longestTag = 35;

const languageShape = 'Send a BCP 47 tag such as "en" or "zh-Hant", or leave language out';

/** A parsed body of `POST /sentiment`. */
export type SentimentBody = z.output<ReturnType<typeof sentimentRequestSchema>>;

import { z } from 'zod';
import { modelReferenceSchema } from './model.ts';
import { checkTextOrTexts, type TextLimits, textFields, textOrTexts } from './texts.ts';

const probability = z.number().min(0).max(1);

const result = {
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
};

/** What `POST /sentiment` answers: a result beside `model` for `text`, a list of results for `texts`. */
export const sentimentResponseSchema = z.union([
  z
    .strictObject({ model: modelReferenceSchema, ...result })
    .meta({ id: 'SentimentAnswer', description: 'The answer to `text`' }),
  z
    .strictObject({
      model: modelReferenceSchema,
      results: z.array(
        z.strictObject(result).meta({ id: 'SentimentResult', description: 'What was said of one text' }),
      ),
    })
    .meta({ id: 'SentimentListAnswer', description: 'The answers to `texts`, in the same order' }),
]);

/** The body of `POST /sentiment` within `limits`; without an `id`, since zod keeps ids for the whole process. */
export function sentimentRequestSchema(limits: TextLimits) {
  return z
    .strictObject(textFields(limits))
    .superRefine(checkTextOrTexts)
    .meta({
      description: 'One text or several',
      oneOf: textOrTexts,
      examples: [{ text: 'The room was quiet and the staff could not have been kinder' }],
    });
}

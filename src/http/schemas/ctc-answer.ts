import { z } from 'zod';

const frames = {
  start: z.int().min(0).describe('First frame'),
  end: z.int().min(1).describe('Frame after the last'),
};
const confidence = z.number().min(0).max(1);

const alternativeSchema = z
  .strictObject({
    text: z.string(),
    score: z.number().describe('`acoustic` + `languageModel` + `hotwords`; higher is better'),
    acoustic: z
      .number()
      .describe(
        'Natural log of the probability of the symbols, summed over the alignments that stayed in the beam; of the best path alone ' +
          'if `method` is not `beam`. Each frame that makes it impossible counts -1000',
      ),
    languageModel: z.number().describe('alpha * ln P + beta * words'),
    hotwords: z.number().describe('What hotwords add'),
    tokens: z
      .array(
        z
          .strictObject({
            token: z.string(),
            ...frames,
            confidence: confidence.describe('The highest probability of the symbol in its frames'),
          })
          .meta({ id: 'CtcToken', description: 'A symbol, with its frames in the likeliest alignment' }),
      )
      .describe('The symbols that were read, separators among them'),
    words: z.array(
      z
        .strictObject({
          word: z.string(),
          ...frames,
          confidence: confidence.describe("The geometric mean of its symbols' confidences"),
        })
        .meta({ id: 'CtcWord', description: 'A word, from its first symbol to its last' }),
    ),
    unfinished: z
      .literal(true)
      .optional()
      .describe(
        'The last word is only the beginning of one of the lexicon: no text that ends in one was left',
      ),
  })
  .meta({ id: 'CtcAlternative', description: 'One reading of a matrix' });

const decoded = {
  text: z.string().describe('The best text; empty if nothing was said'),
  alternatives: z.array(alternativeSchema).min(1).describe('Different texts, the best first'),
};

/** What `POST /ctc/decode` answers: one text, or `results` for `matrices`. */
export const ctcResponseSchema = z.union([
  z.strictObject(decoded).meta({ id: 'CtcAnswer', description: 'What was read of one matrix' }),
  z
    .strictObject({
      results: z.array(
        z
          .strictObject(decoded)
          .meta({ id: 'CtcResult', description: 'What was read of one of the matrices' }),
      ),
    })
    .meta({ id: 'CtcListAnswer', description: 'The answers to `matrices`, in the same order' }),
]);

/** What `GET /ctc/language-models` answers. */
export const languageModelListSchema = z.strictObject({
  languageModels: z.array(
    z
      .strictObject({
        name: z.string(),
        order: z.int().min(1).describe('Words of its longest n-grams'),
        words: z.int().min(0).describe('Words that it knows, with its tags'),
        ngrams: z.int().min(0).describe('N-grams of all orders'),
      })
      .meta({ id: 'NgramLanguageModel', description: 'A language model for decoding' }),
  ),
});

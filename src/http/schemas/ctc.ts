import { z } from 'zod';
import { defaultHotwordWeight } from '../../decoding/ctc/hotwords.ts';
import { languageModelDefaults } from '../../decoding/ctc/language-model.ts';
import { searchDefaults } from '../../decoding/ctc/options.ts';
import { methods } from '../../tasks/ctc/request.ts';
import { ctcLimits, hotwordShape } from './ctc-lists.ts';
import { matrixFields, matrixOrMatrices, matrixSchema } from './ctc-matrix.ts';
import { isWithin } from './texts.ts';

export { ctcResponseSchema, languageModelListSchema } from './ctc-answer.ts';

/** What one request to the CTC decoder may ask at most. */
export interface DecodingLimits {
  /** Bytes of its body. */
  readonly body: number;
  /** Frames of a matrix. */
  readonly frames: number;
  readonly matrices: number;
}

/** A number within bounds, with words of its own for others. */
function number(min: number, max: number, initial: number) {
  const error = `Send a number from ${min} to ${max}`;
  return z.number(error).min(min, error).max(max, error).optional().meta({ default: initial });
}

function whole(min: number, max: number, initial: number) {
  const error = `Send a whole number from ${min} to ${max}`;
  return z.int(error).min(min, error).max(max, error).optional().meta({ default: initial });
}

/** A list that was checked before zod sees it: one issue for each bad entry of many would take it seconds. */
function list<T>(items: object, bounds: object) {
  return z.unknown().meta({ type: 'array', items, ...bounds }) as unknown as z.ZodType<readonly T[]>;
}

const languageModelSchema = z.strictObject({
  name: z.string().describe('Name of a language model that `GET /ctc/language-models` lists'),
  alpha: number(0, 100, languageModelDefaults.alpha).describe('Weight of ln P of the model'),
  beta: number(-100, 100, languageModelDefaults.beta).describe('Added for each word'),
  unknownScore: number(-1000, 0, languageModelDefaults.unknownScore).describe(
    'Added to ln P of a word that the model does not know',
  ),
});

/** The body of `POST /ctc/decode` within limits; its lists and matrices were checked before. */
export function ctcRequestSchema({ frames, matrices }: DecodingLimits) {
  return z
    .strictObject({
      ...matrixFields,
      matrices: list(matrixSchema(), { minItems: 1, maxItems: matrices })
        .optional()
        .describe('Several matrices, each with fields of its own, that are decoded in the same way'),
      alphabet: list<string>(
        { type: 'string' },
        { minItems: 1, maxItems: ctcLimits.symbols, uniqueItems: true },
      ).describe(
        'Letters, characters or word pieces in the order of the columns, the blank among them, whose own symbol is never written',
      ),
      blank: z
        .int('Send the index of the blank')
        .min(0)
        .default(0)
        .describe('Index of the blank in `alphabet`'),
      wordSeparator: z
        .string()
        .min(1, 'Send a separator of one character or more, or leave it out')
        .refine((value) => isWithin(value, ctcLimits.symbol), `Send at most ${ctcLimits.symbol} characters`)
        .meta({ maxLength: ctcLimits.symbol })
        .optional()
        .describe(
          'What parts words: a symbol of its own such as " " or "|", or what word pieces begin with that begin a word, such as "▁". ' +
            'Without it every symbol is a word, as Chinese characters are',
        ),
      method: z
        .enum(methods, `Send one of ${methods.join(', ')}`)
        .default('beam')
        .describe(
          '`beam`: prefix beam search; `greedy`: the best path, repetitions merged and blanks dropped; `naive`: the same as if ' +
            'there were no blank, which merges what it parts, for comparison. What follows is for `beam`',
        ),
      beamWidth: whole(1, ctcLimits.beamWidth, searchDefaults.beamWidth).describe(
        'Labellings that are kept after each frame',
      ),
      beamThreshold: number(0.001, 1000, searchDefaults.beamThreshold).describe(
        'A labelling is dropped whose score lies this much or more below the best one (natural logs)',
      ),
      tokenMinLogProb: number(-1000, 0, searchDefaults.tokenMinLogProb).describe(
        'Symbols less likely than this in a frame begin no new labelling there, but for the likeliest symbol',
      ),
      alternatives: whole(1, ctcLimits.alternatives, searchDefaults.alternatives).describe(
        'Texts that are answered at most, the best first',
      ),
      languageModel: languageModelSchema
        .optional()
        .describe('A language model of the service, and its weights'),
      lexicon: list<string>(
        { type: 'string', minLength: 1, maxLength: ctcLimits.word, pattern: '^\\S+$' },
        { minItems: 1, maxItems: ctcLimits.words },
      )
        .optional()
        .describe('Words that a text may be made of; without `wordSeparator` any of them in a row'),
      hotwords: list<string | { text: string; weight?: number }>(hotwordShape, {
        maxItems: ctcLimits.hotwords,
      })
        .optional()
        .describe(
          `Words and phrases that are expected, such as cities: each time one is said, its \`weight\` (${defaultHotwordWeight} without) ` +
            'is added to the score',
        ),
    })
    .meta({
      description: `Matrices of up to ${frames} frames, and how to decode them`,
      oneOf: matrixOrMatrices,
      examples: [
        {
          probabilities: [
            [0.1, 0.9, 0],
            [0.8, 0.1, 0.1],
            [0.1, 0.9, 0],
          ],
          alphabet: ['', 'a', 'b'],
          blank: 0,
        },
      ],
    });
}

/** A parsed body of `POST /ctc/decode`. */
export type CtcBody = z.output<ReturnType<typeof ctcRequestSchema>>;

import { z } from 'zod';
import { after, before, described, fileName, sha256 } from './manifest-fields.ts';

/** How samples become what the network reads (`FeatureSettings`). */
export const featuresSchema = z
  .strictObject({
    kind: z.literal('log-mel').default('log-mel'),
    sampleRate: z.int().min(16_000).max(16_000).default(16_000).describe('Hz of the samples'),
    window: z.number().min(0.005).max(0.1).default(0.025).describe('seconds under one window'),
    hop: z.number().min(0.0025).max(0.1).default(0.01).describe('seconds from one window to the next'),
    bands: z.int().min(8).max(256).default(64),
    minHz: z.number().min(0).default(20),
    maxHz: z.number().max(8000).default(7600),
    normalisation: z
      .enum(['utterance', 'loudest', 'none'])
      .default('utterance')
      .describe(
        'utterance: each band has mean 0 and deviation 1 over it; loudest: all is measured from the loudest frame',
      ),
    stack: z.int().min(1).max(16).default(3).describe('neighbouring frames that are joined into one'),
    stride: z.int().min(1).max(16).default(3).describe('frames from one joined frame to the next'),
  })
  .refine(({ minHz, maxHz }) => minHz < maxHz, { path: ['minHz'], error: 'must be less than maxHz' });

/** The symbols that a network writes (`CtcAlphabet`). */
export const alphabetSchema = z
  .strictObject({
    symbols: z.array(z.string()).min(2).max(10_000).describe('in the order of the columns of logProbs'),
    blank: z.int().nonnegative().describe('which of them writes nothing'),
    wordSeparator: z.string().min(1).exactOptional(),
  })
  .refine(({ symbols, blank }) => blank < symbols.length, { path: ['blank'], error: 'is no symbol' })
  .refine(({ symbols }) => new Set(symbols).size === symbols.length, {
    path: ['symbols'],
    error: 'has a symbol twice',
  })
  .refine(({ symbols, wordSeparator }) => wordSeparator === undefined || symbols.includes(wordSeparator), {
    path: ['wordSeparator'],
    error: 'is not among symbols',
  });

/** How a model is decoded unless a client says otherwise. */
export const decodingSchema = z.strictObject({
  beamWidth: z.int().min(1).max(1000),
  alpha: z.number().min(0).describe('weight of the language model'),
  beta: z.number().describe('what each word adds to the score'),
  unknownScore: z
    .number()
    .max(0)
    .optional()
    .describe('what a word adds to ln P that the model does not know'),
  languageModel: z.strictObject({ file: fileName, sha256 }).optional().describe('ARPA, gzipped'),
});

/** `manifest.json` of the package of a speech model. */
export const speechManifestSchema = z.strictObject({
  ...before,
  task: z.literal('speech'),
  ...described,
  model: z.strictObject({
    file: fileName.describe('graph from features and lengths to logProbs'),
    opset: z.int().positive(),
  }),
  weights: z
    .strictObject({ file: fileName, sha256 })
    .optional()
    .describe('the trained tensors, for a training that starts from them; serving does not read them'),
  features: featuresSchema,
  alphabet: alphabetSchema,
  decoding: decodingSchema.optional(),
  ...after,
});

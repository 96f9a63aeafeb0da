import { z } from 'zod';

/** `golden.json`: inputs with the outputs that they must give wherever the package is loaded. */
export const goldenSchema = z.array(
  z.strictObject({
    text: z.string(),
    requested: z.array(z.string()).optional(),
    /** One label a token. */
    labels: z.array(z.string()),
    /** Offsets in UTF-16 units, end exclusive. */
    slots: z.array(
      z.strictObject({
        slot: z.string(),
        start: z.int().nonnegative(),
        end: z.int().nonnegative(),
        confidence: z.number().min(0).max(1),
      }),
    ),
  }),
);

/** One input with the outputs that it must give. */
export type GoldenCase = z.infer<typeof goldenSchema>[number];

/** `golden.json` of a sentiment model. */
export const sentimentGoldenSchema = z.array(
  z.strictObject({
    text: z.string(),
    label: z.enum(['negative', 'neutral', 'positive']),
    /** The calibrated probability that the text is positive. */
    positive: z.number().min(0).max(1),
  }),
);

/** One text with the answer that it must get. */
export type SentimentGoldenCase = z.infer<typeof sentimentGoldenSchema>[number];

const offset = z.int().nonnegative();

/** `golden.json` of a model of keywords. */
export const keywordsGoldenSchema = z.array(
  z.strictObject({
    text: z.string(),
    /** All that reach the model's threshold, the best first. */
    keywords: z.array(
      z.strictObject({
        text: z.string(),
        score: z.number().min(0).max(1),
        /** Offsets in UTF-16 units, end exclusive. */
        occurrences: z.array(z.strictObject({ start: offset, end: offset })).min(1),
      }),
    ),
  }),
);

/** One text with the keywords that must be found in it. */
export type KeywordsGoldenCase = z.infer<typeof keywordsGoldenSchema>[number];

/** `golden.json` of a speech model: sounds made by a formula (`goldenSound`), so that no recording is needed. */
export const speechGoldenSchema = z.array(
  z.strictObject({
    seed: z.string(),
    seconds: z.number().positive().max(10),
    /** By frame, natural logarithms of the probability of each symbol, in the order of the alphabet. */
    logProbs: z.array(z.array(z.number().max(0))),
  }),
);

/** One sound with what the network must say of it. */
export type SpeechGoldenCase = z.infer<typeof speechGoldenSchema>[number];

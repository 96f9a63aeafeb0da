import { z } from 'zod';
import { after, before, described, fileName, graphs, read } from './manifest-fields.ts';
import { speechManifestSchema } from './speech-manifest.ts';

const slotName = z.string().min(1);

/** `manifest.json` of a tagger's package. */
export const manifestSchema = z.strictObject({
  ...before,
  task: z.literal('tag'),
  ...described,
  model: z.strictObject({
    ...graphs,
    states: fileName.optional().describe('graph from the vectors of tokens to gates and states'),
    opset: z.int().positive(),
  }),
  ...read,
  labels: z.strictObject({ count: z.int().positive() }),
  slots: z.array(slotName).describe('slots that the model can find, in the order of their labels'),
  requested: z
    .array(slotName)
    .min(1)
    .optional()
    .describe('slots that may have just been asked for, in the order of the graph input `requested`'),
  ...after,
});

/** `manifest.json` of a sentiment model's package. */
export const sentimentManifestSchema = z.strictObject({
  ...before,
  task: z.literal('sentiment'),
  ...described,
  model: z.strictObject({ ...graphs, opset: z.int().positive() }),
  ...read,
  classes: z.tuple([z.literal('negative'), z.literal('positive')]).describe('in the order of the logits'),
  calibration: z.strictObject({
    temperature: z.number().positive().describe('what logits are divided by before the softmax'),
    neutral: z
      .number()
      .min(0)
      .max(1)
      .describe('a text is neutral if the probabilities of its classes are less than this apart'),
  }),
  ...after,
});

/** `manifest.json` of the package of a model of keywords. */
export const keywordsManifestSchema = z.strictObject({
  ...before,
  task: z.literal('keywords'),
  ...described,
  model: z.strictObject({ ...graphs, opset: z.int().positive() }),
  ...read,
  method: z
    .enum(['tagger', 'scorer'])
    .describe('whether tokens get labels under a CRF, or candidate phrases scores'),
  maxWords: z.int().min(1).max(16).describe('words of a phrase at most'),
  window: z
    .strictObject({ size: z.int().positive(), margin: z.int().positive() })
    .refine(({ size, margin }) => 2 * margin < size, {
      path: ['margin'],
      error: 'must be less than half of size',
    })
    .describe('tokens that are read at once, and how many at its sides are left to the next window'),
  threshold: z
    .number()
    .min(0)
    .max(1)
    .describe('phrases of a lower score are not answered, unless a client asks for them'),
  ...after,
});

/** The manifest of any task. */
export const anyManifestSchema = z.discriminatedUnion(
  'task',
  [manifestSchema, sentimentManifestSchema, keywordsManifestSchema, speechManifestSchema],
  {
    error: ({ code }) =>
      code === 'invalid_union'
        ? 'is not a task of this version: tag, sentiment, keywords, speech'
        : undefined,
  },
);

/** The parsed form of a tagger's `manifest.json`. */
export type Manifest = z.infer<typeof manifestSchema>;

/** The parsed form of a sentiment model's `manifest.json`. */
export type SentimentManifest = z.infer<typeof sentimentManifestSchema>;

/** The parsed form of `manifest.json` of a model of keywords. */
export type KeywordsManifest = z.infer<typeof keywordsManifestSchema>;

/** The parsed form of `manifest.json` of a speech model. */
export type SpeechManifest = z.infer<typeof speechManifestSchema>;

/** The parsed form of any `manifest.json`. */
export type AnyManifest = z.infer<typeof anyManifestSchema>;

/** What the maker of a package says about it; `savePackage` adds the rest. */
type FieldsOf<M> = Omit<M, 'formatVersion' | 'files' | 'architecture'> & {
  readonly architecture: Readonly<Record<string, z.core.util.JSONType>>;
};

/** The same of a tagger's package. */
export type ManifestFields = FieldsOf<Manifest>;

/** The same of a sentiment model's package. */
export type SentimentManifestFields = FieldsOf<SentimentManifest>;

/** The same of the package of a model of keywords. */
export type KeywordsManifestFields = FieldsOf<KeywordsManifest>;

/** The same of the package of a speech model. */
export type SpeechManifestFields = FieldsOf<SpeechManifest>;

/** "field.path: problem" of the first issue, with the path kept apart. */
export function firstIssue(error: z.ZodError): { field: string | undefined; problem: string } {
  const issue = error.issues[0]!;
  const path = issue.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0]!] : issue.path;
  const { message } = issue.code === 'invalid_key' ? issue.issues[0]! : issue;
  return { field: path.length > 0 ? path.map(String).join('.') : undefined, problem: inWords(message) };
}

/** A message of zod; its own say neither that a field is missing nor what to do with one too many. */
function inWords(message: string): string {
  if (message.startsWith('Unrecognized key')) return 'is no field here: mend its name, or leave it out';
  return message.endsWith('received undefined') ? 'is missing' : message;
}

import { z } from 'zod';
import { encodersSchema } from '../text/encoders/schema.ts';
import { ngramsSchema } from '../text/ngrams/schema.ts';
import { packageFiles } from './files.ts';

const semver =
  /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(-[0-9A-Za-z-]+(\.[0-9A-Za-z-]+)*)?(\+[0-9A-Za-z-]+(\.[0-9A-Za-z-]+)*)?$/;
const text = z.string().min(1);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'is not a SHA-256 in lower-case hex');
/** A plain name: no folder, no "..", nothing hidden. */
const fileName = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/, 'is not a plain file name')
  .refine((name) => name !== packageFiles.manifest, 'cannot be the manifest itself');
const slotName = z.string().min(1);

/** A data set that a model was trained on. */
export const dataSetSchema = z.strictObject({ name: text, license: text, sha256 });

/** Scores on one data set, which `dataSet` names; every other field is a score or a count. */
const scoresSchema = z.object({ dataSet: text }).catchall(z.json());

/** What is relied on of a network's description; the recipe's other settings stand beside it. */
const architectureSchema = z
  .object({
    cell: z.object({ name: text }).catchall(z.json()),
    direction: z.enum(['bidirectional', 'forward', 'backward']),
    layers: z.int().positive(),
    hidden: z.int().positive(),
  })
  .catchall(z.json());

/** What the manifests of all tasks have, format 2. */
const before = {
  formatVersion: z.literal(2),
  name: z.string().regex(/^[a-z0-9][a-z0-9._-]{0,63}$/, 'is not a model name (a-z, 0-9, ".", "_", "-")'),
  version: z.string().regex(semver, 'is not a semantic version'),
};

const described = {
  language: text.describe('BCP 47 tag'),
  license: text.describe('SPDX expression'),
};

const graphs = {
  tokens: fileName.describe('graph from the rows of tokens to their vectors'),
  file: fileName.describe(
    "graph from the vectors of tokens to what the network says: a tagger's scores of labels",
  ),
};

const read = { tokenizer: text, encoders: encodersSchema };

const after = {
  architecture: architectureSchema,
  training: z
    .object({ seed: z.int(), recipe: z.json(), dataSet: z.array(dataSetSchema).min(1) })
    .catchall(z.json()),
  metrics: z.strictObject({ dev: scoresSchema, test: scoresSchema }).partial(),
  files: z
    .record(fileName, z.strictObject({ sha256, bytes: z.int().nonnegative() }))
    .describe('every file that serving reads'),
};

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
  ngrams: ngramsSchema
    .optional()
    .describe('n-grams of the whole text, in the order of the rows of the graph input `ngrams`'),
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
  [manifestSchema, sentimentManifestSchema, keywordsManifestSchema],
  {
    error: ({ code }) =>
      code === 'invalid_union' ? 'is not a task of this version: tag, sentiment, keywords' : undefined,
  },
);

/** The parsed form of a tagger's `manifest.json`. */
export type Manifest = z.infer<typeof manifestSchema>;

/** The parsed form of a sentiment model's `manifest.json`. */
export type SentimentManifest = z.infer<typeof sentimentManifestSchema>;

/** The parsed form of `manifest.json` of a model of keywords. */
export type KeywordsManifest = z.infer<typeof keywordsManifestSchema>;

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

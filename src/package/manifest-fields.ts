import { z } from 'zod';
import { encodersSchema } from '../text/encoders/schema.ts';
import { packageFiles } from './files.ts';

const semver =
  /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(-[0-9A-Za-z-]+(\.[0-9A-Za-z-]+)*)?(\+[0-9A-Za-z-]+(\.[0-9A-Za-z-]+)*)?$/;
const text = z.string().min(1);
/** Of a file or data set. */
export const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'is not a SHA-256 in lower-case hex');
/** A plain name: no folder, no "..", nothing hidden. */
export const fileName = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/, 'is not a plain file name')
  .refine((name) => name !== packageFiles.manifest, 'cannot be the manifest itself');

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

/** What the manifests of all tasks have, format 2: before the task. */
export const before = {
  formatVersion: z.literal(2),
  name: z.string().regex(/^[a-z0-9][a-z0-9._-]{0,63}$/, 'is not a model name (a-z, 0-9, ".", "_", "-")'),
  version: z.string().regex(semver, 'is not a semantic version'),
};

/** What a model is for. */
export const described = {
  language: text.describe('BCP 47 tag'),
  license: text.describe('SPDX expression'),
};

/** The graphs of models that read tokens. */
export const graphs = {
  tokens: fileName.describe('graph from the rows of tokens to their vectors'),
  file: fileName.describe(
    "graph from the vectors of tokens to what the network says: a tagger's scores of labels",
  ),
};

/** How a text becomes what the graph of tokens is fed. */
export const read = { tokenizer: text, encoders: encodersSchema };

/** What all tasks have, after what is their own. */
export const after = {
  architecture: architectureSchema,
  training: z
    .object({ seed: z.int(), recipe: z.json(), dataSet: z.array(dataSetSchema).min(1) })
    .catchall(z.json()),
  metrics: z.strictObject({ dev: scoresSchema, test: scoresSchema }).partial(),
  files: z
    .record(fileName, z.strictObject({ sha256, bytes: z.int().nonnegative() }))
    .describe('every file that serving reads'),
};

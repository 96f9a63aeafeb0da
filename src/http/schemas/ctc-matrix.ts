import { z } from 'zod';
import { type MatrixKind, matrixKinds } from '../../decoding/ctc/convert.ts';

const rows = { type: 'array', items: { type: 'array', items: { type: 'number' } } } as const;
const encoded = { type: 'string', pattern: '^[A-Za-z0-9+/]*={0,2}$' } as const;

/** Rows or base64, which the route reads. */
function source(what: string) {
  const description = `${what} of the symbols at each frame, as rows of numbers, or as float32 (little endian) in base64 beside \`shape\``;
  return z
    .unknown()
    .meta({ anyOf: [rows, encoded], description })
    .optional();
}

const words: { readonly [K in MatrixKind]: string } = {
  logProbs: 'Log-probabilities (natural)',
  probabilities: 'Probabilities',
  logits: 'Scores before the softmax',
};

/** The fields of a matrix. */
export const matrixFields = {
  logProbs: source(words.logProbs),
  probabilities: source(words.probabilities),
  logits: source(words.logits),
  shape: z
    .tuple([z.int().min(0), z.int().min(1)], 'Send [frames, symbols], two whole numbers')
    .optional()
    .describe('Frames and symbols of a matrix in base64; rows may have it too'),
};

/** What there is to be of them in a body, as JSON Schema says it. */
export const matrixOrMatrices = [...matrixKinds, 'matrices'].map((field) => ({ required: [field] }));

/** A matrix of `matrices`, as JSON Schema. */
export function matrixSchema(): object {
  const { $schema: _, ...schema } = z.toJSONSchema(z.strictObject(matrixFields), { unrepresentable: 'any' });
  return { ...schema, oneOf: matrixKinds.map((field) => ({ required: [field] })) };
}

/** The shape of a matrix as it is parsed. */
export const matrixBody = z.strictObject(matrixFields);

/** A matrix as it is sent: one of the kinds, and perhaps a shape. */
export type MatrixBody = z.output<typeof matrixBody>;

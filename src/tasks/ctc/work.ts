import type { CtcMatrix } from '../../decoding/ctc/matrix.ts';
import { searchDefaults } from '../../decoding/ctc/options.ts';
import type { DecodeRequest } from './request.ts';

/**
 * Most steps of one request. A step is one symbol tried after one labelling of the beam, about 0.1 µs of processor time
 * with a language model, so that no request comes near `WORKER_TIMEOUT`.
 */
export const mostSteps = 30_000_000;

/** Steps that cost as much as a token of a text, of which the pool knows the cost. */
const stepsPerToken = 200;

/** How many steps decoding takes. */
export function stepsOf({ matrices, method, search }: DecodeRequest): number {
  const { beamWidth, tokenMinLogProb } = { ...searchDefaults, ...search };
  const width = method === 'beam' ? beamWidth : 0;
  return matrices.reduce(
    (sum, matrix) =>
      sum + matrix.values.length / 10 + width * (matrix.frames + likelyIn(matrix, tokenMinLogProb)),
    0,
  );
}

/** About as many tokens of a text cost as much. */
export function sizeOf(request: DecodeRequest): number {
  return Math.ceil(stepsOf(request) / stepsPerToken);
}

/** Values that are likely enough to begin a labelling. */
function likelyIn({ values }: CtcMatrix, least: number): number {
  let count = 0;
  for (let at = 0; at < values.length; at++) if (values[at]! >= least) count++;
  return count;
}

import type { CtcMatrix } from '../../decoding/ctc/matrix.ts';
import { searchDefaults } from '../../decoding/ctc/options.ts';
import type { DecodeRequest } from './request.ts';

/** Most steps of one request, about 0.1 µs of processor time each, so that none comes near `WORKER_TIMEOUT`. */
export const mostSteps = 30_000_000;

/** Steps that cost as much as a token of a text, of which the pool knows the cost. */
const stepsPerToken = 200;
/** Steps of a labelling of the beam at each frame, and of a symbol tried after it, alone or weighed (measured). */
const stepsPerLabelling = 8;
const stepsPerSymbol = { plain: 0.5, weighed: 3 };

/** How many steps decoding takes at most. */
export function stepsOf({ matrices, method, search, ...known }: DecodeRequest): number {
  const { beamWidth, tokenMinLogProb } = { ...searchDefaults, ...search };
  const values = matrices.reduce((sum, matrix) => sum + matrix.values.length, 0);
  if (method !== 'beam') return values / 10;
  const isWeighed = known.languageModel || known.lexicon || known.hotwords?.length;
  const perSymbol = stepsPerSymbol[isWeighed ? 'weighed' : 'plain'];
  const perLabelling = matrices.reduce(
    (sum, matrix) => sum + stepsPerLabelling * matrix.frames + perSymbol * likelyIn(matrix, tokenMinLogProb),
    0,
  );
  return values / 10 + beamWidth * perLabelling;
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

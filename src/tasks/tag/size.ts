import { erasureWork } from '../tokens/erasure.ts';

/**
 * Most tokens of a text that is explained: by erasure, the network reads it once for each. That is far more than people
 * say in one breath, and holds up a worker for 30 ms (booking) to 350 ms (atis).
 */
export const mostExplainedTokens = 64;

/** Most tokens of all readings for one request: a list of ninety sentences of 12 tokens is within it. */
export const mostExplainedWork = 16_384;

/** Writing a token's gates and states as JSON takes as long as reading about so many tokens. */
const statesWork = 64;

/** About how many tokens' work an explained text is: to tag it and, by erasure, once more whole and without each token. */
export function explainedWork(explain: true | 'states', tokens: number): number {
  return explain === 'states' ? tokens * statesWork : erasureWork(tokens);
}

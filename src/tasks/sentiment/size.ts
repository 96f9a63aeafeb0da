import { erasureWork } from '../tokens/erasure.ts';

/**
 * Most tokens of a text of which erasure tells the effects: the network reads it once for each. That is a short review,
 * and holds up a worker for a fifth of a second (one layer of 128 units).
 */
export const mostExplainedTokens = 128;

/** Most tokens of all readings for one request: the longest text, or a list of sixty sentences of 15 tokens. */
export const mostExplainedWork = erasureWork(mostExplainedTokens);

/** Nobody counts the tokens of a text that is longer in UTF-16 units: a token has fewer than so many. */
export const mostExplainedLength = 64 * mostExplainedTokens;

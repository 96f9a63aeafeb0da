export type { CtcAlphabet } from './alphabet.ts';
export { CtcBeamDecoder, type CtcBeamOptions } from './beam-decoder.ts';
export { CtcError, type CtcPath } from './error.ts';
export { decodeGreedy, decodeNaive, GreedyDecoder } from './greedy.ts';
export type { CtcHypothesis, CtcToken, CtcWord } from './hypothesis.ts';
export type { CtcMatrix } from './matrix.ts';
export { fullSearch, type SearchOptions, searchDefaults } from './options.ts';

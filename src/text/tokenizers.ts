import { type Token, tokenize, tokenizerName } from './tokenizer.ts';
import { tokenizeWords } from './word-tokenizer.ts';

/** The ways to split a text into tokens, by the names that packages record. */
export const tokenizers = {
  [tokenizerName]: tokenize,
  'unicode-words-1': tokenizeWords,
} as const satisfies Record<string, (text: string) => Token[]>;

/** The name of one of them. */
export type TokenizerName = keyof typeof tokenizers;

/** Those names, the usual one first. */
export const tokenizerNames = Object.keys(tokenizers) as [TokenizerName, ...TokenizerName[]];

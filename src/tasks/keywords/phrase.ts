import { stemmer } from 'stemmer';
import { normalizeWord } from '../../text/normalize.ts';
import { tokenize } from '../../text/tokenizer.ts';

/**
 * What of a token counts when phrases are compared: its normal form (`normalizeWord`) after Porter's stemmer (1980), or
 * undefined for a sign. Tokens that are not all of the letters a to z stay as they are, since the stemmer is English.
 */
export function stemOf(token: string): string | undefined {
  const word = normalizeWord(token);
  if (/^[a-z]+$/u.test(word)) return stemmer(word);
  // NFKC writes some single signs as several words; a stem is one, for a key joins stems by spaces.
  return /[\p{L}\p{N}]/u.test(word) ? word.replaceAll(/\s/gu, '') : undefined;
}

/**
 * The key of a phrase: the stems of its tokens that have letters or digits, joined by single spaces. Two phrases are the
 * same when their keys are: "Multi-step games" is "multi step game". It is empty for a phrase of signs.
 */
export function phraseKey(phrase: string): string {
  return tokenize(phrase)
    .flatMap(({ text }) => stemOf(text) ?? [])
    .join(' ');
}

/** The keys of phrases in their order, each once and none empty. */
export function phraseKeys(phrases: Iterable<string>): string[] {
  const keys = new Set([...phrases].map(phraseKey));
  keys.delete('');
  return [...keys];
}

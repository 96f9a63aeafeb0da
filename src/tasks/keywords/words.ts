import { normalizeWord } from '../../text/normalize.ts';
import { type Token, tokenize } from '../../text/tokenizer.ts';
import { stemOf } from './phrase.ts';

/**
 * What stands between a word and the one before: nothing that parts a phrase, a mark that does (a comma, a bracket, a
 * dash between spaces), or the end of a sentence or paragraph. The first word comes after an end.
 */
export type Gap = 'none' | 'mark' | 'end';

/** A token that has a letter or a digit; signs between words are no words. */
export interface Word {
  /** Its number among the tokens of the text. */
  readonly token: number;
  /** As `normalizeWord` gives it. */
  readonly form: string;
  readonly stem: string;
  readonly gap: Gap;
}

/** A text with its tokens and words. */
export interface ReadText {
  readonly text: string;
  readonly tokens: readonly Token[];
  readonly words: readonly Word[];
}

/** Splits a text into tokens, and finds its words. */
export function readText(text: string): ReadText {
  const tokens = tokenize(text);
  return { text, tokens, words: wordsOf(text, tokens) };
}

/** The signs that can stand inside a word: "multi-step", "client/server", "802.11", "AT&T". */
const inner = /^[-‐‑–/'’._&+]$/u;
const blankLine = /\n[^\S\n]*\n/u;
const sentenceEnd = /[.!?…]["'”’)\]]*\s|[。！？]/u;

/** The words of a text that is split into tokens. */
export function wordsOf(text: string, tokens: readonly Token[]): Word[] {
  const words: Word[] = [];
  // Most tokens of a text come again.
  const known = new Map<string, Pick<Word, 'form' | 'stem'> | undefined>();
  tokens.forEach((token, index) => {
    if (!known.has(token.text)) known.set(token.text, formsOf(token.text));
    const forms = known.get(token.text);
    if (forms === undefined) return;
    const before = words.at(-1);
    const gap = before ? gapOf(text.slice(tokens[before.token]!.end, token.start)) : 'end';
    words.push({ token: index, ...forms, gap });
  });
  return words;
}

function formsOf(token: string): Pick<Word, 'form' | 'stem'> | undefined {
  const stem = stemOf(token);
  return stem === undefined ? undefined : { form: normalizeWord(token), stem };
}

function gapOf(between: string): Gap {
  if (between === ' ' || between === '') return 'none';
  if (blankLine.test(between) || sentenceEnd.test(between)) return 'end';
  // A hyphen at the end of a line goes on with the word on the next one.
  const signs = between.replace(/^([-‐])\r?\n\s*$/u, '$1');
  return signs.trim() === '' || inner.test(signs) ? 'none' : 'mark';
}

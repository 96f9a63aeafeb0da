import { tokenizeAscii } from './ascii-tokenizer.ts';

/** One token of a text: `text.slice(start, end) === token.text`, offsets in UTF-16 units, end exclusive. */
export interface Token {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Name of these rules; a model package records it, because a tagger only understands its own tokens. */
export const tokenizerName = 'unicode-1';

/** A letter of a script that is written without spaces, as a piece of a regular expression (`v`). */
export const unspaced = String.raw`[[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Thai}\p{scx=Laoo}\p{scx=Khmr}\p{scx=Mymr}]&&\p{L}]`;
const letter = String.raw`[[\p{L}\p{M}]--${unspaced}]`;
// A run stops at this length: an endless one would exhaust the stack of the regular expression.
const longestRun = 65535;
const run = `{0,${longestRun}}`;
// Soft hyphen and the zero-width joiners belong to the word when more of it follows (Persian, Indic).
const word = String.raw`${letter}(?:${letter}|[\u00AD\u200C\u200D](?=${letter}))${run}`;
const keycap = String.raw`\uFE0F?\u20E3`;
const emoji = String.raw`[\p{Extended_Pictographic}\p{Emoji_Modifier}][\uFE0F\p{Emoji_Modifier}\u{E0020}-\u{E007F}]${run}`;

const rules = [
  `[0-9#*]${keycap}`,
  String.raw`\p{Regional_Indicator}{2}`,
  String.raw`${emoji}(?:\u200D${emoji}){0,99}`,
  String.raw`\p{Nd}(?!${keycap})(?:\p{M}|\p{Nd}(?!${keycap}))${run}`,
  String.raw`(?<=[\p{L}\p{M}\p{Nd}])['’]${word}`,
  // Corpora of split words ("what 's") must give the tokens that "what's" gives.
  `['’](?:s|re|ve|ll|d|m|t)(?!['’${letter}])`,
  String.raw`${unspaced}\p{M}${run}`,
  word,
  String.raw`[^\s\p{White_Space}]\p{M}${run}`,
];

const tokenPattern = new RegExp(rules.join('|'), 'giv');

/**
 * Splits a text into tokens, in linear time and for any string (a lone surrogate is a token of its own).
 * Words are runs of letters and marks; digits, clitics ("'s"), every character of a script that is written
 * without spaces, every emoji sequence and every other sign are tokens of their own; white space is in none.
 */
export function tokenize(text: string): Token[] {
  return (text.length <= longestRun ? tokenizeAscii(text) : undefined) ?? tokenizeUnicode(text);
}

/** The rules themselves; `tokenize` takes a shorter way to the same tokens where it can. */
export function tokenizeUnicode(text: string): Token[] {
  const tokens: Token[] = [];
  for (const match of text.matchAll(tokenPattern)) {
    tokens.push({ text: match[0], start: match.index, end: match.index + match[0].length });
  }
  return tokens;
}

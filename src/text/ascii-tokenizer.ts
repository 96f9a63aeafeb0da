import type { Token } from './tokenizer.ts';

const kinds = { other: 0, letter: 1, digit: 2, apostrophe: 3, space: 4 } as const;

const kindOf = Uint8Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCharCode(code);
  if (/[a-z]/i.test(character)) return kinds.letter;
  if (/\d/.test(character)) return kinds.digit;
  if (/\s/.test(character)) return kinds.space;
  return character === "'" ? kinds.apostrophe : kinds.other;
});

const clitic = /^(?:s|re|ve|ll|d|m|t)$/i;

/** The tokens that the rules of `tokenizer.ts` give, where the text has ASCII characters only; undefined where not. */
export function tokenizeAscii(text: string): Token[] | undefined {
  const tokens: Token[] = [];
  let before: number = kinds.other;
  for (let start = 0; start < text.length; ) {
    const code = text.charCodeAt(start);
    if (code > 127) return undefined;
    const kind = kindOf[code]!;
    let end = start + 1;
    if (kind === kinds.letter || kind === kinds.digit) end = runEnd(text, end, kind);
    else if (kind === kinds.apostrophe) end = apostropheEnd(text, start, before);
    if (kind !== kinds.space) tokens.push({ text: text.slice(start, end), start, end });
    before = end > start + 1 && kind === kinds.apostrophe ? kinds.letter : kind;
    start = end;
  }
  return tokens;
}

/** Where the characters of this kind end that begin at `from`. */
function runEnd(text: string, from: number, kind: number): number {
  let end = from;
  while (end < text.length && kindOf[text.charCodeAt(end)] === kind) end++;
  return end;
}

/** Where the token ends that an apostrophe begins: with the word behind it, if it is not a quotation mark. */
function apostropheEnd(text: string, start: number, before: number): number {
  const end = runEnd(text, start + 1, kinds.letter);
  if (before === kinds.letter || before === kinds.digit) return end;
  return text[end] !== "'" && clitic.test(text.slice(start + 1, end)) ? end : start + 1;
}

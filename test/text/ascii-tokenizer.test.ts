import fc from 'fast-check';
import { expect, it } from 'vitest';
import { tokenizeAscii } from '../../src/text/ascii-tokenizer.ts';
import { tokenize, tokenizeUnicode } from '../../src/text/tokenizer.ts';

const ascii = fc.integer({ min: 0, max: 127 }).map((code) => String.fromCharCode(code));
/** What the rules for apostrophes turn on. */
const edge = fc.constantFrom(
  "'",
  "'",
  "'s",
  "'RE",
  'll',
  'd',
  'x',
  'K',
  '7',
  ' ',
  '#',
  '*',
  '\u000b',
  '\u001c',
);

it('gives the tokens of the rules for any ASCII text', () => {
  const text = fc.array(fc.oneof(edge, edge, ascii), { maxLength: 20 }).map((pieces) => pieces.join(''));
  fc.assert(
    fc.property(text, (each) => {
      expect(tokenizeAscii(each)).toEqual(tokenizeUnicode(each));
    }),
    { numRuns: 5000 },
  );
});

it('gives the tokens of the rules for every text of up to four characters that matter', () => {
  const letters = ["'", 's', 'L', 'q', '4', ' ', '.'];
  let texts = [''];
  for (let length = 1; length <= 4; length++) {
    texts = texts.flatMap((text) => letters.map((letter) => text + letter));
    for (const text of texts) expect(tokenizeAscii(text), text).toEqual(tokenizeUnicode(text));
  }
});

it('leaves texts with other characters to the rules', () => {
  const text = fc.array(fc.oneof(edge, ascii, fc.constantFrom('’', '\u0301', '\u20e3', 'é', '\u212a', 'ſ')));
  fc.assert(
    fc.property(text, (pieces) => {
      expect(tokenize(pieces.join(''))).toEqual(tokenizeUnicode(pieces.join('')));
    }),
    { numRuns: 2000 },
  );
  expect(tokenizeAscii('Zürich')).toBeUndefined();
});

it.each(['a', '7', "'a"])('splits an endless run of %j as the rules do', (piece) => {
  const text = piece.repeat(70_000);
  expect(tokenize(text)).toEqual(tokenizeUnicode(text));
});

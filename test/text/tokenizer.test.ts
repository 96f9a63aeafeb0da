import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tokenize } from '../../src/text/tokenizer.ts';

const words = (text: string): string[] => tokenize(text).map((token) => token.text);

/** Pieces that meet the rules' edges, joined at random. */
const nastyText = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        'a',
        'é',
        'e\u0301',
        "'",
        '’',
        's',
        '5',
        '٣',
        ' ',
        '\u00a0',
        '\u3000',
        '\ufeff',
        '\u0085',
      ),
      fc.constantFrom(
        '台',
        'ラ',
        'ー',
        'ก',
        '\u0e31',
        'ក',
        '\ufe0f',
        '\u20e3',
        '#',
        '\u200d',
        '\u00ad',
        '👩',
        '🏽',
      ),
      fc.constantFrom('🇹', '🇼', '\ud83d', '\ude00', '❤', '©', '$', '\u{e0067}', '½', '\u0000'),
      fc.string({ unit: 'binary', maxLength: 3 }),
    ),
    { maxLength: 30 },
  )
  .map((pieces) => pieces.join(''));

describe('tokenize', () => {
  it.each([
    ['I would like to arrive Taipei', ['I', 'would', 'like', 'to', 'arrive', 'Taipei']],
    ["what's on", ['what', "'s", 'on']],
    ["what 's on", ['what', "'s", 'on']],
    ['I’d go', ['I', '’d', 'go']],
    ["10 o'clock", ['10', 'o', "'clock"]],
    ["a 'to' b", ['a', "'", 'to', "'", 'b']],
    ["'t'", ["'", 't', "'"]],
    ["the 747's seats'", ['the', '747', "'s", 'seats', "'"]],
    ['5pm on the 2nd', ['5', 'pm', 'on', 'the', '2', 'nd']],
    ['$1,200.50!', ['$', '1', ',', '200', '.', '50', '!']],
    ['我要去台北', ['我', '要', '去', '台', '北']],
    ['去NYC2天', ['去', 'NYC', '2', '天']],
    ['ラーメン', ['ラ', 'ー', 'メ', 'ン']],
    ['ที่นี่', ['ที่', 'นี่']],
    ['서울에 가요', ['서울에', '가요']],
    ['Zu\u0308rich naïve', ['Zu\u0308rich', 'naïve']],
    ['می\u200cخواهم', ['می\u200cخواهم']],
    ['👩🏽‍🚀👍🏿❤️🇹🇼🇯🇵', ['👩🏽‍🚀', '👍🏿', '❤️', '🇹🇼', '🇯🇵']],
    ['12️⃣ #️⃣', ['1', '2️⃣', '#️⃣']],
    ['🏴󠁧󠁢󠁥󠁮󠁧󠁿!', ['🏴󠁧󠁢󠁥󠁮󠁧󠁿', '!']],
    ['a\ud83d b\ude00', ['a', '\ud83d', 'b', '\ude00']],
    [' \t\n\u3000\u00a0\u0085\ufeff', []],
    ['', []],
  ])('splits %j', (text, expected) => {
    expect(words(text)).toEqual(expected);
  });

  it('puts every character that is not white space in exactly one token, at its own offsets', () => {
    fc.assert(
      fc.property(nastyText, (text) => {
        let end = 0;
        for (const token of tokenize(text)) {
          expect(text.slice(end, token.start)).toMatch(/^[\s\p{White_Space}]*$/u);
          expect(token.text).toBe(text.slice(token.start, token.end));
          expect(token.text).not.toMatch(/[\s\p{White_Space}]/u);
          expect(token.end).toBeGreaterThan(token.start);
          end = token.end;
        }
        expect(text.slice(end)).toMatch(/^[\s\p{White_Space}]*$/u);
      }),
    );
  });

  it('never splits a surrogate pair', () => {
    fc.assert(
      fc.property(nastyText, (text) => {
        for (const { start } of tokenize(text)) {
          expect(/[\ud800-\udbff]/.test(text[start - 1] ?? '') && /[\udc00-\udfff]/.test(text[start]!)).toBe(
            false,
          );
        }
      }),
    );
  });

  it.each([
    'a',
    '5',
    '\u0301',
    "a'",
    "'",
    '台',
    '\u200d',
    'a\u200d',
    '👩\u200d',
    '🇹',
    '\ud83d',
    '5\ufe0f',
    ' ',
    '.',
  ])('takes time in proportion to the length of a text of %j', (piece) => {
    const text = piece.repeat(100_000 / piece.length);
    tokenize(text.slice(0, 1000));
    const begin = performance.now();
    tokenize(text);
    expect(performance.now() - begin).toBeLessThan(1000);
  });
});

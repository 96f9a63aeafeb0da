import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareCodePoints, normalizeWord } from '../../src/text/normalize.ts';
import { buildVocabulary, otherWord } from '../../src/text/vocabulary.ts';

describe('normalizeWord', () => {
  it.each([
    ['Taipei', 'taipei'],
    ['ＮＹＣ', 'nyc'],
    ['’S', "'s"],
    ['Zu\u0308rich', 'zürich'],
    ['747', '747'],
  ])('makes %s %s', (text, expected) => {
    expect(normalizeWord(text)).toBe(expected);
  });

  it('makes every digit 0 when asked', () => {
    expect(normalizeWord('747٣', { zeroDigits: true })).toBe('0000');
  });

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(normalizeWord(normalizeWord(text))).toBe(normalizeWord(text));
      }),
    );
  });
});

describe('compareCodePoints', () => {
  it('orders as the code points do', () => {
    const texts = fc
      .array(fc.constantFrom('a', 'b', '\uffff', '😀', '😁', '\ud83d', '\ude00'))
      .map((parts) => parts.join(''));
    const points = (text: string): number[] => [...text].map((character) => character.codePointAt(0)!);
    fc.assert(
      fc.property(texts, texts, (a, b) => {
        const [x, y] = [points(a), points(b)];
        const place = x.findIndex((point, index) => point !== y[index]);
        const expected = place < 0 ? x.length - y.length : x[place]! - (y[place] ?? -1);
        expect(Math.sign(compareCodePoints(a, b))).toBe(Math.sign(expected));
      }),
    );
  });
});

describe('buildVocabulary', () => {
  it('orders by count and then by code points, behind the row of other words', () => {
    expect(buildVocabulary(['b', 'a', 'to', 'To', '😀', '\uffee'])).toEqual([
      otherWord,
      'to',
      'a',
      'b',
      '○',
      '😀',
    ]);
  });

  it('drops words rarer than minCount', () => {
    expect(buildVocabulary(['a', 'b', 'b'], { minCount: 2 })).toEqual([otherWord, 'b']);
  });

  it('does not depend on the order of the tokens', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', 'B', 'c', '台', '😀')), (tokens) => {
        expect(buildVocabulary(tokens.toReversed())).toEqual(buildVocabulary(tokens));
      }),
    );
  });
});

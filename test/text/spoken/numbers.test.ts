import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  codeWords,
  digitWords,
  numberWords,
  ordinalWords,
  yearWords,
} from '../../../src/text/spoken/numbers.ts';

const units: Record<string, number> = Object.fromEntries(
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'
    .split(' ')
    .map((word, i) => [word, i]),
);
'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ').forEach((word, i) => {
  units[word] = 20 + 10 * i;
});
const scales: Record<string, number> = { thousand: 1e3, million: 1e6, billion: 1e9 };

/** Reads number words back, by adding up. */
function sumOf(words: string): number {
  let [total, group] = [0, 0];
  for (const word of words.split(' ')) {
    if (word === 'hundred') group *= 100;
    else if (word in scales) [total, group] = [total + group * scales[word]!, 0];
    else group += units[word]!;
  }
  return total + group;
}

describe('numberWords', () => {
  it('says every number so that adding its words up gives it back', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.integer({ min: 0, max: 20_000 }), fc.integer({ min: 0, max: 999_999_999_999 })),
        (n) => {
          expect(sumOf(numberWords(n))).toBe(n);
        },
      ),
      { numRuns: 2000 },
    );
  });
});

describe('ordinalWords', () => {
  it.each([
    [1, 'first'],
    [2, 'second'],
    [3, 'third'],
    [4, 'fourth'],
    [5, 'fifth'],
    [8, 'eighth'],
    [9, 'ninth'],
    [12, 'twelfth'],
    [13, 'thirteenth'],
    [20, 'twentieth'],
    [31, 'thirty first'],
    [100, 'one hundredth'],
  ])('says %i in order', (n, words) => {
    expect(ordinalWords(n)).toBe(words);
  });
});

describe('yearWords and codeWords', () => {
  it.each([
    [1905, 'nineteen oh five'],
    [1900, 'nineteen hundred'],
    [1999, 'nineteen ninety nine'],
    [2000, 'two thousand'],
    [2005, 'two thousand five'],
    [2026, 'twenty twenty six'],
  ])('says the year %i', (year, words) => {
    expect(yearWords(year)).toBe(words);
  });

  it.each([
    ['7', 'seven'],
    ['95', 'ninety five'],
    ['405', 'four oh five'],
    ['200', 'two hundred'],
    ['223', 'two twenty three'],
    ['1389', 'thirteen eighty nine'],
    ['2000', 'two thousand'],
    ['1005', 'ten oh five'],
    ['007', 'zero zero seven'],
    ['12345', 'one two three four five'],
  ])('says the code %s', (digits, words) => {
    expect(codeWords(digits)).toBe(words);
  });

  it('names digits one by one', () => {
    expect(digitWords('0071')).toBe('zero zero seven one');
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { numberWords } from '../../src/text/spoken/numbers.ts';
import { spokenSpan, spokenWords } from '../../src/text/spoken.ts';

const said = (text: string): string => spokenWords(text).text;

describe('spokenWords', () => {
  it.each([
    ['I would like to arrive Taipei on November 2nd.', 'i would like to arrive taipei on november second'],
    ["I'd go; you’ll stay - o'clock, cookin’", "i'd go you'll stay o'clock cookin"],
    ['São Paulo, Ærøskøbing & Łódź', 'sao paulo aeroskobing and lodz'],
    ['hotel…now "please" :) 台北', 'hotel now please'],
    ['', ''],
    ['...', ''],
  ])('says only plain words of %j', (text, words) => {
    expect(said(text)).toBe(words);
  });

  it.each([
    ['12:30 pm', 'twelve thirty p m'],
    ['5:30pm', 'five thirty p m'],
    ['515 pm?', 'five fifteen p m'],
    ['9 a.m. today', 'nine a m today'],
    ['5 p.m', 'five p m'],
    ['9:05am', 'nine oh five a m'],
    ['17:45', 'seventeen forty five'],
    ['10:00', "ten o'clock"],
    ['14:00', 'fourteen hundred'],
    ['4;45am', 'four forty five a m'],
    ['six am', 'six a m'],
    ['six pm', 'six p m'],
    ['I am here at 6', 'i am here at six'],
    ['5 am', 'five a m'],
    ['a match at 3 a mile', 'a match at three a mile'],
    ['99:99', 'ninety nine ninety nine'],
  ])('says the time of day in %j', (text, words) => {
    expect(said(text)).toBe(words);
  });

  it.each([
    ['2026-11-02', 'november second twenty twenty six'],
    ['11/2/2026', 'november second twenty twenty six'],
    ['14.3.2026', 'march fourteenth twenty twenty six'],
    ['25/12', 'december twenty fifth'],
    ['8-17.', 'august seventeenth'],
    ['80/94', 'eighty ninety four'],
    ['Nov. 2nd, 2026', 'november second twenty twenty six'],
    ['Nov 2', 'november second'],
    ['2 November 2019', 'second november twenty nineteen'],
    ['the 2nd of Nov.', 'the second of november'],
    ['25-september', 'twenty fifth september'],
    ['March 5 pm', 'march five p m'],
    ['the 7th', 'the seventh'],
    ['on Sat. or Mon', 'on saturday or monday'],
    ['we sat in the sun', 'we sat in the sun'],
    ['in may or march', 'in may or march'],
    ['the 90s and 1900s', 'the nineties and nineteen hundreds'],
  ])('says the date in %j', (text, words) => {
    expect(said(text)).toBe(words);
  });

  it.each([
    ['$1,500', 'fifteen hundred dollars'],
    ['$2800.00', 'twenty eight hundred dollars'],
    ['$42.50', 'forty two dollars fifty'],
    ['$1', 'one dollar'],
    ['€20 or £3', 'twenty euros or three pounds'],
    ['6000$', 'six thousand dollars'],
    ['100 USD', 'one hundred dollars'],
    ['$4.5k', 'four point five thousand dollars'],
    ['2000 dollars', 'two thousand dollars'],
    ['50%', 'fifty percent'],
    ['4.5 stars', 'four point five stars'],
    ['24,600', 'twenty four thousand six hundred'],
    ['2 tickets', 'two tickets'],
    ['1000000', 'one million'],
    [
      '1,234,567,890',
      'one billion two hundred thirty four million five hundred sixty seven thousand eight hundred ninety',
    ],
    ['0071', 'zero zero seven one'],
  ])('says the amount in %j', (text, words) => {
    expect(said(text)).toBe(words);
  });

  it.each([
    ['flight 405', 'flight four oh five'],
    ['UA2010', 'u a twenty ten'],
    ['I-95', 'i ninety five'],
    ['to JFK', 'to j f k'],
    ['washington dc', 'washington d c'],
    ['U.S.A.', 'u s a'],
    ['T.a.i.p.e.i.', 't a i p e i'],
    ['in LA', 'in l a'],
    ['la guardia', 'la guardia'],
    ['St. Louis, MO', 'saint louis missouri'],
    ['on 5th St.', 'on fifth street'],
    ['Mt. Vernon Hwy', 'mount vernon highway'],
    ['#156', 'number one hundred fifty six'],
  ])('says names and codes in %j', (text, words) => {
    expect(said(text)).toBe(words);
  });

  it('tells letters that are named from words of one letter', () => {
    expect(spokenWords('a train at 5 a.m. to JFK, I think').aloud).toBe(
      'a train at five A M to J F K i think',
    );
  });

  it('leaves words of a-z and apostrophes with single spaces, each piece where it says, for any text', () => {
    const piece = fc.constantFrom(
      ...'5 12 405 2026 : . , - / $ € % # & am pm st th nov may MO JFK é 台 😀 \ud83d '.split(' '),
      ' ',
      'a',
      'K',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(piece).map((parts) => parts.join('')),
        ),
        (text) => {
          const spoken = spokenWords(text);
          expect(spoken.text).toMatch(/^(?:[a-z']+(?: [a-z']+)*)?$/);
          expect(spoken.aloud.toLowerCase()).toBe(spoken.text);
          let [end, spokenEnd] = [0, -1];
          for (const each of spoken.offsets) {
            expect(each.start).toBeGreaterThanOrEqual(end);
            expect(each.end).toBeGreaterThan(each.start);
            expect(each.spokenStart).toBe(spokenEnd + 1);
            [end, spokenEnd] = [each.end, each.spokenEnd];
          }
          expect(end).toBeLessThanOrEqual(text.length);
          expect(Math.max(0, spokenEnd)).toBe(spoken.text.length);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('takes a long text in linear time', () => {
    const start = performance.now();
    for (const piece of [
      '5 1,5 a.m. ',
      'a',
      '1',
      'a.',
      '台',
      "a'",
      '1,111',
      ',111',
      '$1',
      'é ',
      '1:',
      'Nov ',
      '1/',
    ]) {
      expect(said(piece.repeat(50_000 / piece.length))).not.toContain('undefined');
    }
    expect(performance.now() - start).toBeLessThan(20_000);
  });

  it('says what is said already as it is', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999_999_999_999 }), (n) => {
        const words = numberWords(n);
        expect(said(words)).toBe(words);
      }),
    );
  });
});

describe('spokenSpan', () => {
  it('finds the words of a value', () => {
    const text = 'Fly to St. Louis, MO at 5:30pm';
    const spoken = spokenWords(text);
    const wordsOf = (value: string): string => {
      const start = text.indexOf(value);
      const span = spokenSpan(spoken, { start, end: start + value.length })!;
      return spoken.text.slice(span.start, span.end);
    };
    expect(wordsOf('St. Louis, MO')).toBe('saint louis missouri');
    expect(wordsOf('5:30pm')).toBe('five thirty p m');
    expect(wordsOf('Louis')).toBe('louis');
  });

  it('finds nothing where nothing is said', () => {
    expect(spokenSpan(spokenWords('to 台北 now'), { start: 3, end: 5 })).toBeUndefined();
  });
});

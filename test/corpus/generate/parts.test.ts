import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { heldOutCities } from '../../../src/corpus/generate/held-out.ts';
import { numberWords, ordinalDigits, ordinalWords } from '../../../src/corpus/generate/numbers.ts';
import type { Style } from '../../../src/corpus/generate/pieces.ts';
import { placeSource } from '../../../src/corpus/generate/places.ts';
import { renderSentence, type Segment } from '../../../src/corpus/generate/render.ts';
import { placePart } from '../../../src/corpus/generate/split.ts';
import { parseTemplate, slotsOf } from '../../../src/corpus/generate/template.ts';
import { weightedList } from '../../../src/corpus/generate/weighted.ts';
import { type RandomSource, randomSource } from '../../../src/random.ts';
import { tinyGazetteer } from './tiny-gazetteer.ts';

const noNoise: RandomSource = { ...randomSource(1), next: () => 0.99 };
const plain: Style = { spoken: false, letters: 'written', punctuation: 'full' };

describe('renderSentence', () => {
  const word = fc.stringMatching(/^[a-zéłA-Z0-9,'.]{1,9}$/).filter((text) => /\w/.test(text[0]!));
  const phrase = fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join(' '));
  const segment: fc.Arbitrary<Segment> = fc.oneof(
    phrase.map((text) => ({ text: ` ${text} ` })),
    fc.record({ text: phrase, slot: fc.constantFrom('destination', 'origin', 'passengers') }),
  );

  it('puts every value where its span says, whatever stands around it', () => {
    fc.assert(
      fc.property(fc.array(segment, { minLength: 1, maxLength: 7 }), (parts) => {
        const segments = parts.flatMap((part) => [{ text: ' ' }, part]).slice(1);
        const { text, slots } = renderSentence([{ text: 'go ' }, ...segments], plain, noNoise);
        const expected = segments.filter(({ slot }) => slot !== undefined);
        expect(slots.map(({ slot, start, end }) => ({ slot, text: text.slice(start, end) }))).toEqual(
          expected.map(({ slot, text: value }) => ({ slot, text: value })),
        );
      }),
    );
  });

  it.each<[Style['letters'], string]>([
    ['written', 'To São Paulo, please'],
    ['lower', 'to são paulo, please'],
    ['capitals', 'TO SÃO PAULO, PLEASE'],
    ['title', 'To São Paulo, Please'],
  ])('writes letters as %s', (letters, text) => {
    const segments = [{ text: 'to ' }, { text: 'São Paulo', slot: 'destination' }, { text: ', please' }];
    expect(renderSentence(segments, { ...plain, letters }, noNoise)).toEqual({
      text,
      slots: [{ slot: 'destination', start: 3, end: 12 }],
    });
  });

  it('speaks without marks and keeps the spans right', () => {
    const segments = [
      { text: 'No, to ' },
      { text: 'St. Louis, MO', slot: 'destination' },
      { text: ' - now!' },
    ];
    const style: Style = { spoken: true, letters: 'lower', punctuation: 'none' };
    const { text, slots } = renderSentence(segments, style, noNoise);
    expect(text).toBe('no to st louis mo now');
    expect(text.slice(slots[0]!.start, slots[0]!.end)).toBe('st louis mo');
  });

  it('counts in UTF-16 units when a letter grows in lower case', () => {
    const { text, slots } = renderSentence(
      [
        { text: 'İİ to ' },
        { text: 'İzmir', slot: 'destination' },
        { text: ' at ' },
        { text: '5 pm', slot: 'arrival_time' },
      ],
      { ...plain, letters: 'lower' },
      noNoise,
    );
    expect(slots.map(({ start, end }) => text.slice(start, end))).toEqual(['İzmir'.toLowerCase(), '5 pm']);
  });
});

describe('parseTemplate', () => {
  it('reads values, rules, choices and optional parts', () => {
    expect(parseTemplate('<want> {origin}[ {departure_time:day}](.|!)')).toEqual([
      { type: 'rule', name: 'want' },
      { type: 'text', text: ' ' },
      { type: 'value', slot: 'origin', kind: 'origin' },
      {
        type: 'choice',
        options: [
          [
            { type: 'text', text: ' ' },
            { type: 'value', slot: 'departure_time', kind: 'day' },
          ],
          [],
        ],
      },
      { type: 'choice', options: [[{ type: 'text', text: '.' }], [{ type: 'text', text: '!' }]] },
    ]);
  });

  it.each(['a {origin', 'a (b|c', 'a [b', 'a <want', 'a {}', 'a) b', 'a|b'])(
    'refuses "%s" and names it',
    (template) => {
      expect(() => parseTemplate(template)).toThrow(SyntaxError);
      expect(() => parseTemplate(template)).toThrow(template);
    },
  );

  it('knows the slots of a template', () => {
    expect(slotsOf('{origin} to {destination:place}, not {:place}')).toEqual(['origin', 'destination']);
  });
});

describe('numbers in words', () => {
  it.each([
    [7, 'seven'],
    [42, 'forty two'],
    [100, 'one hundred'],
    [350, 'three hundred fifty'],
    [1000, 'one thousand'],
    [1500, 'fifteen hundred'],
    [2026, 'two thousand twenty six'],
    [9100, 'ninety one hundred'],
  ])('says %d as "%s"', (n, words) => expect(numberWords(n)).toBe(words));

  it.each([
    [1, '1st', 'first'],
    [2, '2nd', 'second'],
    [3, '3rd', 'third'],
    [11, '11th', 'eleventh'],
    [20, '20th', 'twentieth'],
    [22, '22nd', 'twenty second'],
    [30, '30th', 'thirtieth'],
    [31, '31st', 'thirty first'],
  ])('counts day %d as %s and %s', (day, digits, words) => {
    expect(ordinalDigits(day)).toBe(digits);
    expect(ordinalWords(day)).toBe(words);
  });
});

describe('the split of names', () => {
  it('holds out 20 cities, with or without accents and longer names that contain them', () => {
    expect(heldOutCities).toHaveLength(20);
    for (const city of heldOutCities) expect(placePart(city)).toBe('heldOut');
    for (const name of ['Gdańsk', 'TALLINN', 'Reykjavík Airport', 'Phnom Penh Station'])
      expect(placePart(name)).toBe('heldOut');
    expect(placePart('Taipei')).toBe('train');
  });

  it('gives about a tenth of other names to the test part', () => {
    const names = Array.from({ length: 4000 }, (_, i) => `City ${i}`);
    const share = names.filter((name) => placePart(name) === 'test').length / names.length;
    expect(Math.abs(share - 0.1)).toBeLessThan(0.02);
  });

  it('draws only names of the part asked for', () => {
    const draw = { random: randomSource(5), style: plain };
    const names = (choice: 'train' | 'test'): Set<string> => {
      const source = placeSource(
        { ...tinyGazetteer, airports: [], stations: [], codes: [], chinese: [] },
        choice,
      );
      return new Set(Array.from({ length: 800 }, () => source.draw(draw)));
    };
    const train = names('train');
    expect([...names('test')].filter((name) => train.has(name))).toEqual([]);
  });
});

describe('weightedList', () => {
  it('draws in proportion to the weights', () => {
    const random = randomSource(2);
    const list = weightedList(['a', 'b', 'never'], (value) => ({ a: 3, b: 1 })[value] ?? 0);
    const draws = Array.from({ length: 8000 }, () => list.draw(random));
    expect(draws.filter((value) => value === 'a').length / 8000).toBeCloseTo(0.75, 1);
    expect(draws).not.toContain('never');
  });

  it('refuses weights that are all zero', () => {
    expect(() => weightedList(['a'], () => 0)).toThrow(RangeError);
  });
});

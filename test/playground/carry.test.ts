import fc from 'fast-check';
import { expect, it } from 'vitest';
import { carried } from '../../src/playground/carry.ts';

const text = 'leave Taipei on Monday';
const spans = [
  { start: 6, end: 12, slot: 'origin' },
  { start: 16, end: 22, slot: 'departure_time' },
];
const words = (after: string): string[] =>
  carried(spans, text, after).map(({ start, end }) => after.slice(start, end));

it.each([
  ['words before', 'please leave Taipei on Monday', ['Taipei', 'Monday']],
  ['words after', 'leave Taipei on Monday morning', ['Taipei', 'Monday']],
  ['a word between', 'leave Taipei early on Monday', ['Taipei', 'Monday']],
  ['a letter in a slot', 'leave Taiipei on Monday', ['Taiipei', 'Monday']],
  ['a slot shortened', 'leave Tai on Monday', ['Tai', 'Monday']],
  ['a slot taken away', 'leave  on Monday', ['Monday']],
  ['the end taken away', 'leave Taipei', ['Taipei']],
  ['everything taken away', '', []],
])('follows %s', (_, after, expected) => {
  expect(words(after)).toEqual(expected);
});

it('leaves spans where they are in the same text', () => {
  expect(carried(spans, text, text)).toEqual(spans);
});

it('gives spans that lie in the text, in order and without overlap, whatever the edit', () => {
  const sentence = fc.string({ unit: fc.constantFrom('a', 'b', ' '), maxLength: 12 });
  fc.assert(
    fc.property(sentence, sentence, fc.array(fc.nat(12), { maxLength: 6 }), (before, after, borders) => {
      const sorted = [...new Set(borders.filter((border) => border <= before.length))].sort((a, b) => a - b);
      const given = sorted.flatMap((start, i) =>
        i % 2 === 0 && sorted[i + 1] ? [{ start, end: sorted[i + 1]! }] : [],
      );
      let end = 0;
      for (const span of carried(given, before, after)) {
        expect(span.start).toBeGreaterThanOrEqual(end);
        expect(span.end).toBeGreaterThan(span.start);
        end = span.end;
      }
      expect(end).toBeLessThanOrEqual(after.length);
    }),
  );
});

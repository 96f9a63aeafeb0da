import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bioToSpans, labelsOf, SpanError, slotOf, spansToBio } from '../../src/text/bio.ts';
import { tokenize } from '../../src/text/tokenizer.ts';

const text = 'from New York to 5pm';
const tokens = tokenize(text);
const label = (...spans: [string, number, number][]): string[] =>
  spansToBio(
    tokens,
    spans.map(([slot, start, end]) => ({ slot, start, end })),
  );

describe('spansToBio', () => {
  it('labels the tokens that a span overlaps, in whatever order the spans come', () => {
    expect(label(['time', 17, 20], ['origin', 5, 13])).toEqual([
      'O',
      'B-origin',
      'I-origin',
      'O',
      'B-time',
      'I-time',
    ]);
  });

  it('gives a token that a span cuts to the span', () => {
    expect(label(['origin', 6, 10])).toEqual(['O', 'B-origin', 'I-origin', 'O', 'O', 'O']);
  });

  it('begins a new chunk for a neighbouring span of the same slot', () => {
    expect(label(['origin', 5, 8], ['origin', 9, 13]).slice(1, 3)).toEqual(['B-origin', 'B-origin']);
  });

  it('refuses spans that overlap or share a token', () => {
    expect(() => label(['a', 5, 13], ['b', 9, 13])).toThrow("slot b at 9-13 shares the token 'York'");
    expect(() => label(['a', 5, 7], ['b', 7, 8])).toThrow(SpanError);
    expect(() => label(['a', 0, 13], ['b', 5, 8])).toThrow(SpanError);
  });

  it('refuses a span without a token', () => {
    for (const [start, end] of [
      [4, 5],
      [6, 6],
      [20, 25],
      [8, 6],
    ] as const) {
      expect(() => label(['a', start, end])).toThrow('covers no token');
    }
  });
});

describe('bioToSpans', () => {
  it.each([
    ['O B-x I-x O', [['x', 1, 3]]],
    ['I-x I-x', [['x', 0, 2]]],
    [
      'B-x B-x',
      [
        ['x', 0, 1],
        ['x', 1, 2],
      ],
    ],
    [
      'B-x I-y I-y',
      [
        ['x', 0, 1],
        ['y', 1, 3],
      ],
    ],
    [
      'I-x O I-x',
      [
        ['x', 0, 1],
        ['x', 2, 3],
      ],
    ],
    ['B-a-b I-a-b', [['a-b', 0, 2]]],
    ['O', []],
  ])('reads %s', (labels, expected) => {
    expect(bioToSpans(labels.split(' ')).map(({ slot, start, end }) => [slot, start, end])).toEqual(expected);
  });

  it('gives back the spans that were labelled', () => {
    const gaps = fc.array(
      fc.record({ gap: fc.nat(2), length: fc.integer({ min: 1, max: 3 }), slot: fc.constantFrom('a', 'b') }),
    );
    fc.assert(
      fc.property(gaps, (parts) => {
        let next = 0;
        const spans = parts.map(({ gap, length, slot }) => {
          const start = next + gap;
          next = start + length;
          return { slot, start, end: next };
        });
        // One letter and one space a token: token i is at 2i.
        const row = tokenize('x '.repeat(next + 1));
        const inText = spans.map(({ slot, start, end }) => ({ slot, start: start * 2, end: end * 2 - 1 }));
        expect(bioToSpans(spansToBio(row, inText))).toEqual(spans);
      }),
    );
  });

  it.each(['X-a', 'B', 'B-', 'I', '', 'o'])('refuses the label %j', (wrong) => {
    expect(() => bioToSpans([wrong])).toThrow(`label '${wrong}'`);
  });
});

describe('labelsOf', () => {
  it('puts O first and sorts the slots', () => {
    expect(labelsOf(['b', 'a', 'b'])).toEqual(['O', 'B-a', 'I-a', 'B-b', 'I-b']);
    expect(labelsOf(['b', 'a']).map(slotOf)).toEqual([undefined, 'a', 'a', 'b', 'b']);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Document, readDocument } from '../../../src/tasks/keywords/document.ts';
import { windowsOf } from '../../../src/tasks/keywords/windows.ts';

const documentOf = (tokens: number): Document => readDocument('a '.repeat(tokens));

/** Numbers of tokens, and sizes whose margins are less than half of them. */
const cuts = fc.record({
  lengths: fc.array(fc.nat(120), { maxLength: 4 }),
  size: fc
    .integer({ min: 1, max: 40 })
    .chain((size) => fc.record({ size: fc.constant(size), margin: fc.nat(Math.ceil(size / 2) - 1) })),
});

describe('windowsOf', () => {
  it.each([
    [0, []],
    [1, [[0, 1, 0, 1]]],
    [10, [[0, 10, 0, 10]]],
    [
      11,
      [
        [0, 10, 0, 8],
        [1, 11, 8, 11],
      ],
    ],
    [
      20,
      [
        [0, 10, 0, 8],
        [6, 16, 8, 14],
        [10, 20, 14, 20],
      ],
    ],
  ])('cuts %i tokens by ten with margins of two', (tokens, expected) => {
    const windows = windowsOf([documentOf(tokens)], { size: 10, margin: 2 });
    expect(windows.map(({ start, end, from, to }) => [start, end, from, to])).toEqual(expected);
  });

  it('has each token spoken for once, in order, by a window that has margins but at the ends', () => {
    fc.assert(
      fc.property(cuts, ({ lengths, size: { size, margin } }) => {
        const windows = windowsOf(lengths.map(documentOf), { size, margin });
        const spoken = windows.flatMap(({ document, from, to }) =>
          Array.from({ length: to - from }, (_, index) => `${document} ${from + index}`),
        );
        const every = lengths.flatMap((length, document) =>
          Array.from({ length }, (_, token) => `${document} ${token}`),
        );
        expect(spoken).toEqual(every);
        for (const { document, start, end, from, to } of windows) {
          const length = lengths[document]!;
          expect(end - start).toBe(Math.min(size, length));
          expect(from).toBeGreaterThanOrEqual(start);
          expect(to).toBeLessThanOrEqual(end);
          expect(to).toBeGreaterThan(from);
          if (start > 0) expect(from - start).toBeGreaterThanOrEqual(margin);
          if (end < length) expect(end - to).toBeGreaterThanOrEqual(margin);
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeLessThanOrEqual(length);
        }
      }),
    );
  });
});

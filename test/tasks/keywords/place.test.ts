import { describe, expect, it } from 'vitest';
import { readDocument } from '../../../src/tasks/keywords/document.ts';
import { encodePlaces, placeRows, placesOf, placeWidth } from '../../../src/tasks/keywords/place.ts';

// The table's rows in their order.
const [once, twice, thrice, upTo5, oftener] = [0, 1, 2, 3, 4];
const [head, near, farther, far, behind] = [5, 6, 7, 8, 9];
const [new_, opening] = [10, 11];
const [alone, withNext, withBefore, withBoth] = [12, 13, 14, 15];

const rowsOf = (text: string) => readDocument(text).places;
/** The rows of the token `at`, smallest first. */
const at = (text: string, token: number) => rowsOf(text)[token]!.toSorted((a, b) => a - b);

describe('placesOf', () => {
  it('counts how often a stem stands in the text', () => {
    const text = 'game games x gaming y y y y y z z z z z z game w w';
    const counts = rowsOf(text).map((rows) => Math.min(...rows));
    const [y, z] = [Array(5).fill(upTo5), Array(6).fill(oftener)];
    expect(counts).toEqual([upTo5, upTo5, once, upTo5, ...y, ...z, upTo5, twice, twice]);
    expect(at('a b a c a', 0)[0]).toBe(thrice);
  });

  it('says how far from the beginning each token stands, signs counted', () => {
    const rows = rowsOf(Array.from({ length: 300 }, (_, index) => (index % 2 ? '-' : `w${index}`)).join(' '));
    const bucket = (token: number) => rows[token]!.find((row) => row >= head && row <= behind);
    const steps = [0, 11, 12, 31, 32, 95, 96, 255, 256, 299].map(bucket);
    expect(steps).toEqual([head, head, near, near, farther, farther, far, far, behind, behind]);
  });

  it('knows stems of the first twelve words again, wherever they are', () => {
    const twelve = 'one two three four five six seven eight nine ten eleven twelve';
    const text = `${twelve} thirteen. Twelve thirteen eleven`;
    expect(at(text, 11)).toContain(opening);
    expect(at(text, 12)).toContain(new_);
    expect(at(text, 14)).toContain(opening);
    expect(at(text, 15)).toContain(new_);
    expect(at(text, 16)).toContain(opening);
  });

  it('knows which words come again beside the same word, if nothing parts the two', () => {
    const text = 'ship control system; the ship controls it. Ship, control';
    const sides = rowsOf(text).map((rows) => rows.find((row) => row >= alone));
    const sign = undefined;
    expect(sides).toEqual([
      ...[withNext, withBefore, alone, sign, alone, withNext, withBefore, alone, sign],
      ...[alone, sign, alone],
    ]);
    expect(at('a b c, a b c', 1)).toContain(withBoth);
  });

  it('says of signs only how far they are, and nothing of an empty text', () => {
    expect(rowsOf('well , done')).toEqual([
      [head, once, opening, alone],
      [head],
      [head, once, opening, alone],
    ]);
    expect(placesOf([], 0)).toEqual([]);
  });

  it('stays within its table', () => {
    const rows = rowsOf('the cat and the cat and the cat, and the cat and the dog. '.repeat(30)).flat();
    expect(Math.min(...rows)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...rows)).toBe(placeRows - 1);
    expect(withBoth).toBe(placeRows - 1);
  });
});

describe('encodePlaces', () => {
  it('puts the texts of a batch side by side, -1 where there is nothing', () => {
    const texts = [[[5, 0, 10, 12], [6]], [[7, 1, 11, 13]]];
    const { type, data, dims } = encodePlaces(texts);
    expect([type, dims]).toEqual(['int32', [2, 2, placeWidth]]);
    const [none, all] = [
      [-1, -1, -1, -1],
      [5, 0, 10, 12],
    ];
    expect([...data]).toEqual([...all, 7, 1, 11, 13, 6, -1, -1, -1, ...none]);
  });
});

import { describe, expect, it } from 'vitest';
import { spansOfValues } from '../../src/corpus/values.ts';

const found = (text: string, values: Record<string, string>) =>
  spansOfValues(text, values)?.map(({ slot, start, end }) => [slot, text.slice(start, end)]);

describe('spansOfValues', () => {
  it('finds values in the order of the text, whatever their capitals and spaces', () => {
    expect(found('A Large  Latte with milk', { milk: 'milk', drink: 'large latte' })).toEqual([
      ['drink', 'Large  Latte'],
      ['milk', 'milk'],
    ]);
  });

  it('gives a longer value its words first', () => {
    expect(found('a coffee with iced coffee', { a: 'coffee', b: 'iced coffee' })).toEqual([
      ['a', 'coffee'],
      ['b', 'iced coffee'],
    ]);
    expect(found('medium roast medium coffee', { size: 'medium', roast: 'medium roast' })).toEqual([
      ['roast', 'medium roast'],
      ['size', 'medium'],
    ]);
  });

  it('finds whole words only, and signs as they are', () => {
    expect(found('smaller', { size: 'small' })).toBeUndefined();
    expect(found('a $5.00 (c++) tip', { price: '$5.00', language: 'c++' })).toEqual([
      ['price', '$5.00'],
      ['language', 'c++'],
    ]);
    expect(found('a 5x00', { price: '5.00' })).toBeUndefined();
  });

  it('finds nothing when one value is missing', () => {
    expect(found('a latte', { drink: 'latte', size: 'large' })).toBeUndefined();
  });
});

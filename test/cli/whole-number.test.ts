import { describe, expect, it } from 'vitest';
import { wholeNumber } from '../../src/cli/whole-number.ts';

describe('an option that is a whole number', () => {
  it('is read within its bounds', () => {
    expect(wholeNumber(1, 100)('100')).toBe(100);
    expect(wholeNumber()('0')).toBe(0);
    expect(wholeNumber(1)('123456789')).toBe(123_456_789);
  });

  it.each(['0', '101', '1.5', '-1', '1e2', '', 'many'])('refuses %j and says what it must be', (text) => {
    expect(() => wholeNumber(1, 100)(text)).toThrow('It must be a whole number from 1 to 100.');
    if (text !== '101') expect(() => wholeNumber(1)(text)).toThrow('It must be a whole number from 1 up.');
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { offsetMapper, offsetUnits } from '../../src/text/offsets.ts';

const anyText = fc
  .array(fc.constantFrom('a', 'é', '台', '😀', '\ud83d', '\ude00'))
  .map((parts) => parts.join(''));

describe('offsetMapper', () => {
  it.each([
    ['utf16', [0, 1, 2, 3, 4, 5]],
    ['codePoint', [0, 1, 2, 3, 3, 4]],
    ['byte', [0, 1, 3, 6, 6, 10]],
  ] as const)('maps to %s offsets', (unit, expected) => {
    const map = offsetMapper('aé台😀', unit);
    expect([0, 1, 2, 3, 4, 5].map(map)).toEqual(expected);
  });

  it('counts a lone surrogate as one code point and three bytes', () => {
    expect(offsetMapper('\ud83da', 'codePoint')(1)).toBe(1);
    expect(offsetMapper('\ud83da', 'byte')(1)).toBe(3);
  });

  it('agrees with the length of what comes before, in any text', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const [utf16, codePoint, byte] = offsetUnits.map((unit) => offsetMapper(text, unit));
        let place = 0;
        for (const character of [...text, '']) {
          const before = text.slice(0, place);
          expect(utf16!(place)).toBe(place);
          expect(codePoint!(place)).toBe([...before].length);
          expect(byte!(place)).toBe(Buffer.byteLength(before));
          place += character.length;
        }
      }),
    );
  });

  it('refuses an offset outside the text', () => {
    expect(() => offsetMapper('abc', 'byte')(4)).toThrow(/offset 4 is outside a text of 3/);
    expect(() => offsetMapper('abc', 'codePoint')(-1)).toThrow(RangeError);
  });
});

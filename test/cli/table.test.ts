import { describe, expect, it } from 'vitest';
import { displayWidth, formatTable, printable } from '../../src/cli/table.ts';

describe('formatTable', () => {
  it('lines columns up, whatever colours and wide characters the cells have', () => {
    const rows = [
      ['slot', 'text', 'n'],
      ['\x1b[31morigin\x1b[39m', '台北', '10'],
    ];
    expect(formatTable(rows, [2])).toEqual(['slot    text   n', '\x1b[31morigin\x1b[39m  台北  10']);
  });

  it('counts a combining mark as nothing', () => {
    expect(displayWidth('e\u0301')).toBe(1);
  });
});

describe('printable', () => {
  it('keeps the length of the text', () => {
    expect(printable('a\x1b[31m\tb')).toBe('a [31m b');
  });
});

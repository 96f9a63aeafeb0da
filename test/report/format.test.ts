import { describe, expect, it } from 'vitest';
import { digits, duration, endPhrase, fileSize, percent } from '../../src/report/format.ts';
import { trainingSchema } from '../../src/training/settings.ts';

describe('numbers for people', () => {
  it.each([
    [percent(0.93456), '93.46 %'],
    [percent(Number.NaN), 'none'],
    [digits(0.012_345), '0.01235'],
    [digits(0.000_001), '1.00e-6'],
    [digits(9999), '9999'],
    [digits(20_751.6), '20,752'],
    [digits(-123_456), '-123,456'],
    [digits(2.05e7), '2.05e+7'],
    [digits(Number.NaN), 'NaN'],
    [duration(8), '8.0 s'],
    [duration(59.7), '1 min 0 s'],
    [duration(200), '3 min 20 s'],
    [duration(7199), '2 h 0 min'],
    [fileSize(999), '999 bytes'],
    [fileSize(8_594_993), '8.6 MB'],
  ])('writes %s', (written, expected) => {
    expect(written).toBe(expected);
  });

  it('tells why a training ended', () => {
    const settings = trainingSchema.parse({ epochs: 7, patience: 1 });
    expect(endPhrase('patience', settings)).toBe('no better dev score for 1 epoch');
    expect(endPhrase('finished', settings)).toBe('all 7 epochs done');
  });
});

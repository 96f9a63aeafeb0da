import fc from 'fast-check';
import { expect, it } from 'vitest';
import { estimateTokens } from '../../../src/tasks/tokens/estimate.ts';
import { tokenize } from '../../../src/text/tokenizer.ts';

it.each([
  'I would like to arrive Taipei on November 2nd',
  "what's the cheapest flight, please?",
  '我想要去台北',
  'от Москвы до Парижа',
  'zwei Plätze nach München',
  '',
])('is about the number of tokens of "%s"', (text) => {
  const exact = Math.max(1, tokenize(text).length);
  expect(Math.abs(estimateTokens(text) - exact)).toBeLessThanOrEqual(1);
});

it('is never less than an eighth of the tokens, and one for nothing', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.integer({ min: 1, max: 50 }),
      (text, times) => {
        const long = text.repeat(times);
        expect(estimateTokens(long) + 1).toBeGreaterThan(tokenize(long).length / 8);
      },
    ),
  );
  for (const sign of ['☎', '×', 'ก', '٪', '\u0301 ']) {
    expect(estimateTokens(sign.repeat(50_000))).toBeGreaterThanOrEqual(6250);
  }
});

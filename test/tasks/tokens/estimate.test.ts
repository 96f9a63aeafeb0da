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

import { expect, it } from 'vitest';
import { networkText } from '../../src/report/network-text.ts';
import { recipeSchema } from '../../src/tasks/tag/recipe.ts';

it.each([
  [{ cell: 'lstm', layers: 2, hidden: 64 }, '2 bidirectional layers of 64 lstm units a direction'],
  [{ cell: 'gru', direction: 'backward', hidden: 8 }, '1 backward layer of 8 gru units'],
  [
    { cell: 'elman', hidden: 8, window: 3 },
    '1 bidirectional layer of 8 elman units a direction (each token joined with 3 on each side)',
  ],
  [{ cell: 'feed-forward', hidden: 8 }, '1 layer of 8 feed-forward units'],
])('a network of %j in words', (network, text) => {
  const recipe = recipeSchema.parse({ name: 'tiny', encoders: { word: { dimension: 4 } }, network });
  expect(networkText(recipe.network)).toBe(text);
});

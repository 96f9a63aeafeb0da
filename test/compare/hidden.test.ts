import { describe, expect, it } from 'vitest';
import { countParameters, largestWithin } from '../../src/compare/hidden.ts';
import { type CellName, cellNames } from '../../src/nn/cells/index.ts';
import type { TaggerArchitecture } from '../../src/tasks/tag/network.ts';
import { prepareTagger } from '../../src/tasks/tag/prepare.ts';
import { recipeSchema } from '../../src/tasks/tag/recipe.ts';

const train = [{ text: 'to Oslo', slots: [{ slot: 'destination', start: 3, end: 7 }] }];
const splits = { train, dev: train, devCutFromTrain: false, files: [], sha256: '' };

/** 3 labels, words of 5 numbers (other, to, oslo) and shapes of 2. */
function architectureOf(network: object): TaggerArchitecture {
  const encoders = { word: { dimension: 5 }, shape: { dimension: 2 } };
  const recipe = recipeSchema.parse({ name: 'tiny', encoders, network });
  return prepareTagger(recipe, splits, undefined).architecture;
}

const tables = 3 * 5 + 14 * 2;
const labels = 3;
const input = 7;

describe('countParameters', () => {
  it.each<[string, object, number]>([
    // Each direction: W [7, 4h], R [h, 4h], b [4h]; output [2h, 3] and its bias; transitions [4, 4].
    ['an LSTM with CRF', { hidden: 6 }, 2 * (4 * 6 * (input + 6 + 1)) + (12 + 1) * labels + 16],
    [
      'a forward Elman network without CRF',
      { hidden: 6, cell: 'elman', direction: 'forward', loss: 'cross-entropy' },
      6 * (input + 6 + 1) + (6 + 1) * labels,
    ],
    [
      'a feed-forward network with a window',
      { hidden: 6, cell: 'feed-forward', window: 2, loss: 'cross-entropy' },
      6 * (5 * input + 1) + (6 + 1) * labels,
    ],
    [
      'a GRU of two layers with a projection',
      { hidden: 4, cell: 'gru', layers: 2, projection: 3, loss: 'cross-entropy' },
      (input + 1) * 3 + 2 * 3 * 4 * (3 + 4 + 1) + 2 * 3 * 4 * (8 + 4 + 1) + (8 + 1) * labels,
    ],
  ])('counts %s by hand', (_, network, expected) => {
    expect(countParameters(architectureOf(network))).toEqual({ all: expected + tables, network: expected });
  });
});

describe('largestWithin', () => {
  it.each(cellNames)('finds the same size as trying all of them, for %s', (cell: CellName) => {
    const architecture = architectureOf({ cell });
    const countAt = (hidden: number) => countParameters({ ...architecture, hidden }).network;
    const counts = Array.from({ length: 40 }, (_, index) => countAt(index + 1));
    for (const target of [400, 401, 1000, counts[19]!, counts[19]! - 1]) {
      const fitting = [...counts.keys()]
        .filter((index) => counts[index]! <= target)
        .map((index) => index + 1);
      expect(largestWithin(target, countAt, 40)).toBe(fitting.at(-1));
    }
  });

  it('gives nothing where a single unit is too much, and no more than the most', () => {
    expect(largestWithin(9, (size) => 10 * size, 100)).toBeUndefined();
    expect(largestWithin(10, (size) => 10 * size, 100)).toBe(1);
    expect(largestWithin(5000, (size) => 10 * size, 100)).toBe(100);
  });
});

import { describe, expect, it } from 'vitest';
import { keywordsRecipeSchema } from '../../../src/tasks/keywords/recipe.ts';

const base = { task: 'keywords', name: 'x', encoders: { word: { dimension: 4 } } };

describe('a recipe of keywords', () => {
  it.each([
    [{ network: { cell: 'jordan' } }, 'network.cell'],
    [{ network: { method: 'guesser' } }, 'network.method'],
    [{ network: { classes: 2 } }, 'network'],
    [{ network: { place: 0 } }, 'network.place'],
    [{ window: { size: 64, margin: 32 } }, 'window.margin'],
    [{ window: { size: 8, margin: 1 } }, 'window.size'],
    [{ window: { margin: 0 } }, 'window.margin'],
    [{ maxWords: 17 }, 'maxWords'],
    [{ task: 'tag' }, 'task'],
    [{ encoders: {} }, 'encoders'],
  ])('refuses %j', (more, path) => {
    const parsed = keywordsRecipeSchema.safeParse({ ...base, ...more });
    expect(parsed.error?.issues[0]?.path.join('.')).toBe(path);
  });

  it('labels tokens in windows with margins, if it says nothing else', () => {
    const { network, window, maxWords } = keywordsRecipeSchema.parse(base);
    expect([network.method, network.direction, network.cell.name]).toEqual([
      'tagger',
      'bidirectional',
      'lstm',
    ]);
    expect({ window, maxWords }).toEqual({ window: { size: 256, margin: 32 }, maxWords: 5 });
    // Phrases that begin where a window's own stretch ends must end in its margin, hyphens counted.
    expect(window.margin).toBeGreaterThanOrEqual(2 * (16 - 1));
    expect(keywordsRecipeSchema.safeParse({ ...base, window: { size: 65, margin: 32 } }).success).toBe(true);
  });
});

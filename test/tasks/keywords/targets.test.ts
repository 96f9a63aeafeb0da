import { describe, expect, it } from 'vitest';
import type { Example } from '../../../src/tasks/keywords/examples.ts';
import { encodeTargets } from '../../../src/tasks/keywords/targets.ts';
import { tokenize } from '../../../src/text/tokenizer.ts';

const example = (text: string, gold: number[], candidates: Example['candidates'] = []): Example => {
  const tokens = tokenize(text);
  return { tokens, places: tokens.map(() => []), gold, candidates };
};

const data = (feeds: ReturnType<typeof encodeTargets.tagger>) =>
  Object.fromEntries(Object.entries(feeds).map(([name, { data, dims }]) => [name, [[...data], dims]]));

describe('what a tagger is taught', () => {
  it('is the labels of the tokens, and the steps from each to the next', () => {
    const feeds = encodeTargets.tagger([example('a b c', [0, 1, 2]), example('d', [1])]);
    // A step from one label to another is 4 * from + to, and 3 is the border.
    expect(data(feeds)).toEqual({
      gold: [
        [0, 1, 1, 0, 2, 0],
        [3, 2, 1],
      ],
      arcs: [
        [12, 13, 1, 7, 6, -1, 11, -1],
        [4, 2],
      ],
    });
  });
});

describe('what a scorer is taught', () => {
  it('is which candidates are wanted, those of one phrase together as much as one', () => {
    const feeds = encodeTargets.scorer([
      example(
        'a b a c',
        [],
        [
          { key: 'a', first: 0, last: 0, wanted: true },
          { key: 'a', first: 2, last: 2, wanted: true },
          { key: 'a c', first: 2, last: 3, wanted: false },
        ],
      ),
      example('a', [], [{ key: 'a', first: 0, last: 0, wanted: true }]),
    ]);
    expect(data(feeds)).toEqual({
      firsts: [
        [0, 2, 2, 0, -1, -1],
        [2, 3],
      ],
      lasts: [
        [0, 2, 3, 0, -1, -1],
        [2, 3],
      ],
      wanted: [
        [1, 1, 0, 1, 0, 0],
        [2, 3],
      ],
      weights: [
        [0.5, 0.5, 1, 1, 0, 0],
        [2, 3],
      ],
    });
  });

  it('is nothing for windows without candidates', () => {
    const feeds = data(encodeTargets.scorer([example('a', []), example('b', [])]));
    expect(feeds).toMatchObject({
      firsts: [
        [-1, -1],
        [2, 1],
      ],
      weights: [
        [0, 0],
        [2, 1],
      ],
    });
  });
});

import { describe, expect, it } from 'vitest';
import { windowOf } from '../../src/nn/window.ts';
import { checkGradients } from '../helpers/check-graph-gradients.ts';
import { loadGraph } from '../helpers/run-graph.ts';
import { padded, sentenceOf, sentencesOf, sequenceInput } from './layer.ts';

const size = 2;
const lengths = [4, 1, 6, 3];
const sentences = sentencesOf(lengths, size);
const { x, mask } = sequenceInput(size);

describe('a window', () => {
  it.each([1, 2, 5, 9])(
    'joins the tokens from %i before to as many after, zeros beyond the ends',
    async (reach) => {
      const width = (2 * reach + 1) * size;
      const windows = windowOf(x, mask, reach);
      expect(windows.shape).toEqual(['time', 'batch', width]);
      const graph = await loadGraph({ windows });
      for (const time of [6, 8]) {
        const found = await graph.run(padded(sentences, time));
        for (const [sentence, tokens] of sentences.entries()) {
          const part = { sentence, length: tokens.length, batch: sentences.length, size: width };
          const expected = tokens.map((_, now) =>
            Array.from({ length: 2 * reach + 1 }, (_, place) => tokens[now - reach + place] ?? [0, 0]).flat(),
          );
          expect(sentenceOf(found.windows!, part)).toEqual(expected.map((row) => row.map(Math.fround)));
        }
      }
    },
  );

  it('of no reach is the token itself', () => {
    expect(windowOf(x, mask, 0)).toBe(x);
  });

  it('has the gradients that differences give, none of them from padding', async () => {
    const feeds = padded(sentences, 7);
    expect(await checkGradients({ of: [windowOf(x, mask, 2)], by: [x], feeds })).toBeLessThan(1);
  });
});

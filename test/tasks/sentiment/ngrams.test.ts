import { describe, expect, it } from 'vitest';
import { toExamples } from '../../../src/tasks/sentiment/examples.ts';
import { encodeNgrams, ngramsOf } from '../../../src/tasks/sentiment/ngrams.ts';
import { ngramRows } from '../../../src/text/ngrams/rows.ts';
import { tokenize } from '../../../src/text/tokenizer.ts';

const settings = { words: [1, 2], characters: [2], buckets: 1_000_003 };

describe("a text's n-grams", () => {
  it('are those of its normalised tokens, without those that an erased one is part of', () => {
    const tokens = tokenize('NOT Bad at all');
    expect(ngramsOf(tokens, settings)).toEqual(ngramRows(['not', 'bad', 'at', 'all'], settings));
    expect(ngramsOf(tokens, settings, 1)).toEqual(ngramRows(['not', undefined, 'at', 'all'], settings));
  });

  it('are no more than a share for each token, so that one long word does not fill a batch', () => {
    const long = Array.from({ length: 9000 }, (_, at) => String.fromCharCode(0x61 + ((at * at) % 26))).join(
      '',
    );
    const tokens = tokenize(`${long}${long.slice(7)}`);
    expect(tokens).toHaveLength(1);
    expect(ngramsOf(tokens, { ...settings, characters: [3, 4, 5] }).length).toBeLessThanOrEqual(32);
  });

  it('are fed side by side, padded to the most', () => {
    expect(encodeNgrams([Int32Array.of(3, 4), Int32Array.of(), Int32Array.of(5)])).toEqual({
      type: 'int32',
      data: Int32Array.of(3, -1, 5, 4, -1, -1),
      dims: [2, 3],
    });
    expect(encodeNgrams([Int32Array.of()]).dims).toEqual([1, 1]);
  });
});

describe('examples', () => {
  it('carry their n-grams where a recipe has some', () => {
    const text = { text: 'not bad', label: 'positive', at: { file: 'x', line: 1 } };
    const [example] = toExamples([text], { tokenizer: 'unicode-1', ngrams: settings });
    expect(example!.ngrams).toEqual(ngramsOf(tokenize('not bad'), settings));
    expect(toExamples([text], { tokenizer: 'unicode-1' })[0]).not.toHaveProperty('ngrams');
  });
});

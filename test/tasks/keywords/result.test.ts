import { describe, expect, it } from 'vitest';
import { readDocument } from '../../../src/tasks/keywords/document.ts';
import { phraseKey } from '../../../src/tasks/keywords/phrase.ts';
import { phrasesOf, toKeywords } from '../../../src/tasks/keywords/result.ts';
import type { RatedSpan } from '../../../src/tasks/keywords/spans.ts';

const document = readDocument('Night trains: a night  train to Zürich 🚆 by night');
const span = (first: number, last: number, probability: number): RatedSpan => {
  const words = document.tokens.slice(first, last + 1).map(({ text }) => text);
  return { first, last, key: phraseKey(words.join(' ')), probability };
};
/** Tokens: Night trains : a night train to Zürich 🚆 by night */
const rated = {
  document,
  spans: [span(0, 1, 0.4), span(4, 5, 0.9), span(4, 4, 0.7), span(7, 7, 0.5), span(3, 5, 0.95)],
};
const defaults = { threshold: 0.6, maxWords: 2 };
const textsOf = (wanted: Parameters<typeof phrasesOf>[1]) =>
  phrasesOf(rated, wanted, defaults).map(({ text, score }) => [text, score]);

describe('the phrases that are wanted', () => {
  it('reach the threshold of the model, and have no more words than its phrases may have', () => {
    expect(textsOf({})).toEqual([
      ['night train', 0.9],
      ['night', 0.7],
    ]);
  });

  it('reach the least score that a client sends, as it is said', () => {
    expect(textsOf({ minScore: 0.5 }).at(-1)).toEqual(['Zürich', 0.5]);
    expect(textsOf({ minScore: 0.500001 })).toHaveLength(2);
    expect(textsOf({ minScore: 1 })).toEqual([]);
  });

  it('stand for themselves where the phrase that covers them has too many words', () => {
    expect(textsOf({ maxWords: 1 })).toEqual([['night', 0.7]]);
    expect(textsOf({ maxWords: 3 })[0]).toEqual(['a night train', 0.95]);
  });

  it('are no more than the limit, the best of them', () => {
    expect(textsOf({ limit: 1, minScore: 0 })).toEqual([['night train', 0.9]]);
  });
});

describe('a keyword as it is answered', () => {
  it('tells every place of its words, in the unit that is asked for, but for those in a better one', () => {
    const phrases = phrasesOf(rated, { minScore: 0 }, defaults);
    const places = (unit?: 'codePoint' | 'byte') =>
      Object.fromEntries(
        toKeywords(rated, phrases, unit).map(({ text, occurrences }) => [
          text,
          occurrences.map(({ start, end }) => [start, end]),
        ]),
      );
    expect(places()).toEqual({
      'night train': [
        [0, 12],
        [16, 28],
      ],
      night: [[45, 50]],
      Zürich: [[32, 38]],
    });
    expect(places('codePoint').night).toEqual([[44, 49]]);
    expect(places('byte').night).toEqual([[48, 53]]);
  });
});

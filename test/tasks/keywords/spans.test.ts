import { describe, expect, it } from 'vitest';
import { phraseKey } from '../../../src/tasks/keywords/phrase.ts';
import { type RatedSpan, toPhrases } from '../../../src/tasks/keywords/spans.ts';
import { readText } from '../../../src/tasks/keywords/words.ts';

/** A rated span of the tokens from `first` to `last`. */
function spanIn(text: string, [first, last, probability]: readonly [number, number, number]): RatedSpan {
  const { tokens } = readText(text);
  return { first, last, probability, key: phraseKey(text.slice(tokens[first]!.start, tokens[last]!.end)) };
}

const phrases = (text: string, ...spans: [first: number, last: number, probability: number][]) =>
  toPhrases(
    readText(text),
    spans.map((span) => spanIn(text, span)),
  ).map(({ text, score, occurrences }) => [text, score, occurrences.map(({ first, last }) => [first, last])]);

describe('toPhrases', () => {
  it('scores a phrase by its most probable place, whose text it has, and finds it wherever it stands', () => {
    const text = 'Ship control: ship\n  controls, and ship control again';
    expect(phrases(text, [0, 1, 0.2], [3, 4, 0.7])).toEqual([
      [
        'ship controls',
        0.7,
        [
          [0, 1],
          [3, 4],
          [7, 8],
        ],
      ],
    ]);
    expect(phrases(text, [3, 4, 0.7], [0, 1, 0.8])[0]!.slice(0, 2)).toEqual(['Ship control', 0.8]);
  });

  it('has the text of a place that is listed, where a better phrase covers the most probable one', () => {
    const text = 'UTF-16 units, and utf16 again';
    expect(phrases('Linear systems and SYSTEM', [0, 1, 0.9], [1, 1, 0.5], [3, 3, 0.2])).toEqual([
      ['Linear systems', 0.9, [[0, 1]]],
      ['SYSTEM', 0.5, [[3, 3]]],
    ]);
    expect(phrases(text, [0, 2, 0.1])[0]![0]).toBe('UTF-16');
  });

  it('lists the better first, and drops what better phrases cover', () => {
    const text = 'sparse linear systems and linear systems and systems';
    expect(phrases(text, [1, 2, 0.6], [0, 2, 0.9], [2, 2, 0.1], [0, 0, 0.8])).toEqual([
      ['sparse linear systems', 0.9, [[0, 2]]],
      ['linear systems', 0.6, [[4, 5]]],
      ['systems', 0.1, [[7, 7]]],
    ]);
  });

  it('keeps signs inside of a phrase, and finds it without them too', () => {
    expect(phrases('a multi-step game, a multi step game', [1, 4, 0.5])).toEqual([
      [
        'multi-step game',
        0.5,
        [
          [1, 4],
          [7, 9],
        ],
      ],
    ]);
  });

  it('takes the first of places that are equally probable', () => {
    expect(phrases('Games and games', [0, 0, 0.5], [2, 2, 0.5])[0]![0]).toBe('Games');
  });

  it('has none of no spans', () => {
    expect(phrases('')).toEqual([]);
    expect(phrases('some text')).toEqual([]);
  });
});

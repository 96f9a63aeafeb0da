import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  bioOf,
  findOccurrences,
  labelledRanges,
  type TokenRange,
} from '../../../src/tasks/keywords/occurrences.ts';
import { phraseKey, phraseKeys } from '../../../src/tasks/keywords/phrase.ts';
import { wordsOf } from '../../../src/tasks/keywords/words.ts';
import { tokenize } from '../../../src/text/tokenizer.ts';

const read = (text: string) => wordsOf(text, tokenize(text));
const textOf = (text: string, { first, last }: TokenRange) => {
  const tokens = tokenize(text);
  return text.slice(tokens[first]!.start, tokens[last]!.end);
};
const found = (text: string, ...phrases: string[]) =>
  [...findOccurrences(read(text), phraseKeys(phrases))].map(([key, ranges]) => [
    key,
    ...ranges.map((range) => textOf(text, range)),
  ]);

describe('wordsOf', () => {
  const gaps = (text: string) => read(text).map(({ gap, stem }) => `${gap} ${stem}`);

  it.each([
    ['a multi-step game', 'end a, none multi, none step, none game'],
    ['one\r\n\ttwo', 'end on, none two'],
    ['one\r\n \r\ntwo', 'end on, end two'],
    ['see, here (there)', 'end see, mark here, mark there'],
    ['(It ends.) So', 'end it, none end, end so'],
    ['It ends. So?', 'end it, none end, end so'],
    ['over 802.11 links', 'end over, none 802, none 11, none link'],
    ['video-\n  conference', 'end video, none confer'],
    ['video - conference', 'end video, mark confer'],
    ["ships' control", 'end ship, mark control'],
    ['。我 。你', 'end 我, end 你'],
    ['', ''],
  ])('tells what stands before each word of %j', (text, expected) => {
    expect(gaps(text).join(', ')).toBe(expected);
  });
});

describe('findOccurrences', () => {
  it('finds every place of each phrase, whatever its endings, case and hyphens', () => {
    const text = 'Multi-step games: a multi step game is a game.';
    expect(found(text, 'multi-step game', 'games', 'chess')).toEqual([
      ['multi step game', 'Multi-step games', 'multi step game'],
      ['game', 'games', 'game', 'game'],
    ]);
  });

  it('finds places that overlap', () => {
    expect(found('the same same same', 'same same')).toEqual([['same same', 'same same', 'same same']]);
  });

  it('passes over marks between words, but over no end of a sentence or paragraph', () => {
    expect(found('sparse, structured systems', 'sparse structured')).toEqual([
      ['spars structur', 'sparse, structured'],
    ]);
    expect(found('We steer a ship. Control follows', 'ship control')).toEqual([]);
    expect(found('The ship\n\nControl follows', 'ship control')).toEqual([]);
  });

  it('begins and ends at words', () => {
    expect(found('("ship control")', 'ship control')).toEqual([['ship control', 'ship control']]);
  });

  const letters = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 12 });
  const phrase = fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 3 });

  it('finds what trying every place finds', () => {
    fc.assert(
      fc.property(letters, fc.array(phrase), (words, phrases) => {
        const keys = new Set(phrases.map((each) => each.join(' ')));
        const expected = new Map<string, TokenRange[]>();
        for (const key of keys) {
          const size = key.split(' ').length;
          const places = words.flatMap((_, first) =>
            words.slice(first, first + size).join(' ') === key ? [{ first, last: first + size - 1 }] : [],
          );
          if (places.length > 0) expected.set(key, places);
        }
        expect(findOccurrences(read(words.join(' ')), keys)).toEqual(expected);
      }),
    );
  });

  it('takes time in proportion to the text', () => {
    const text = 'ship control '.repeat(50_000);
    const start = performance.now();
    expect(findOccurrences(read(text), ['ship control', 'control ship']).get('ship control')).toHaveLength(
      50_000,
    );
    expect(performance.now() - start).toBeLessThan(5000);
  });
});

describe('labelledRanges', () => {
  const labelled = (text: string, ...phrases: string[]) =>
    labelledRanges(read(text), phraseKeys(phrases)).map((range) => textOf(text, range));

  it('prefers phrases of more words, then earlier places', () => {
    const text = 'support systems and decision support systems, support';
    expect(labelled(text, 'support', 'support system', 'decision support system')).toEqual([
      'support systems',
      'decision support systems',
      'support',
    ]);
    expect(labelled('one two three', 'two three', 'one two')).toEqual(['one two']);
    expect(labelled('multi-step game', 'step game', 'multi')).toEqual(['multi', 'step game']);
  });
});

describe('bioOf', () => {
  it('labels the tokens of ranges', () => {
    const text = 'a multi-step game, game';
    const tokens = tokenize(text);
    const ranges = labelledRanges(read(text), [phraseKey('multistep'), phraseKey('multi-step game'), 'game']);
    expect(bioOf(ranges, tokens.length).join(' ')).toBe(
      'O B-keyword I-keyword I-keyword I-keyword O B-keyword',
    );
  });
});

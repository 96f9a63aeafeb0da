import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CandidateOptions, candidatesOf } from '../../../src/tasks/keywords/candidates.ts';
import { findOccurrences } from '../../../src/tasks/keywords/occurrences.ts';
import { isStopword } from '../../../src/tasks/keywords/stopwords.ts';
import { readText } from '../../../src/tasks/keywords/words.ts';

const textsOf = (text: string, options?: CandidateOptions) =>
  candidatesOf(readText(text), options).map((candidate) => candidate.text);

describe('candidatesOf', () => {
  it('gives every run of words without stopwords, or with some inside if asked to', () => {
    const text = 'the control of ships is hard';
    expect(textsOf(text)).toEqual(['control', 'ships', 'hard']);
    expect(textsOf(text, { stopwordsInside: true })).toEqual([
      'control',
      'control of ships',
      'control of ships is hard',
      'ships',
      'ships is hard',
      'hard',
    ]);
  });

  it.each([
    ['ships, control', ['ships', 'control']],
    ['ships (control)', ['ships', 'control']],
    ['ships - control', ['ships', 'control']],
    ['ships\n\ncontrol', ['ships', 'control']],
    ['ships\ncontrol', ['ships', 'ships control', 'control']],
    ['ship/control', ['ship', 'ship/control', 'control']],
    ['multi-step', ['multi', 'multi-step', 'step']],
    ["ship's control", ['ship', 'control']],
    ['802.11 links', ['802.11 links', '11 links', 'links']],
    ['the of 12', []],
  ])('of %j are %j', (text, expected) => {
    expect(textsOf(text)).toEqual(expected);
  });

  it('counts tokens with letters or digits as words', () => {
    expect(textsOf('multi-step matrix game', { maxWords: 2 })).toEqual([
      'multi',
      'multi-step',
      'step',
      'step matrix',
      'matrix',
      'matrix game',
      'game',
    ]);
  });

  it('allows an apostrophe inside, and five words if no other number is asked for', () => {
    expect(textsOf("ship's control", { stopwordsInside: true })).toContain("ship's control");
    expect(Math.max(...textsOf('b c d f g h k').map((each) => each.split(' ').length))).toBe(5);
  });

  it('groups what has the same key under the text that is most frequent, then first', () => {
    expect(candidatesOf(readText('Game. Games, games; game, GAME'))).toEqual([
      { key: 'game', text: 'Game', occurrences: [0, 2, 4, 6, 8].map((at) => ({ first: at, last: at })) },
    ]);
    expect(textsOf('Game. Games, games; games')).toEqual(['games']);
    expect(textsOf('matrix \r\n\t game')).toContain('matrix game');
  });

  it('places are among those that a search for the key finds', () => {
    const piece = fc.constantFrom(
      'ship',
      'ships',
      'the',
      'of',
      'Control',
      '12',
      '-',
      ' ',
      ',',
      '. ',
      '\n\n',
      "'s",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const read = readText(pieces.join(''));
        for (const { key, occurrences } of candidatesOf(read, { stopwordsInside: true })) {
          const found = findOccurrences(read.words, [key]).get(key);
          expect(found).toEqual(expect.arrayContaining([...occurrences]));
          expect(new Set(occurrences.map(({ first }) => first)).size).toBe(occurrences.length);
        }
      }),
    );
  });
});

describe('isStopword', () => {
  it('knows function words, and no word that names a thing', () => {
    for (const word of ['the', "'s", 'between', 'which']) expect(isStopword(word)).toBe(true);
    for (const word of ['system', 'information', 'problem', 'network', ''])
      expect(isStopword(word)).toBe(false);
  });
});

import { describe, expect, it } from 'vitest';
import { goldOf, scoreKeywords } from '../../../src/tasks/keywords/metrics.ts';
import { readText } from '../../../src/tasks/keywords/words.ts';

const document = (gold: string, present: string, predicted: string) => ({
  gold: gold.split(' ').filter(Boolean),
  present: present.split(' ').filter(Boolean),
  predicted: predicted.split(' ').filter(Boolean),
});

describe('scoreKeywords', () => {
  it('averages documents (macro) and sums counts (micro), at k and of all that was predicted', () => {
    // Worked by hand. First: 4 gold, predicted a x b; second: 1 gold, predicted y e.
    const scores = scoreKeywords([document('a b c d', 'a b c', 'a x b'), document('e', 'e', 'y e')], [1, 2]);
    expect(scores.all.at[1]).toEqual({
      macro: { precision: 0.5, recall: 0.125, f1: 0.2 },
      micro: { precision: 0.5, recall: 0.2, f1: 2 / 7, gold: 5, predicted: 2, correct: 1 },
    });
    expect(scores.all.at[2]!.macro.precision).toBeCloseTo((1 / 2 + 1 / 2) / 2, 12);
    expect(scores.all.at[2]!.macro.recall).toBeCloseTo((1 / 4 + 1) / 2, 12);
    expect(scores.all.at[2]!.macro.f1).toBeCloseTo((1 / 3 + 2 / 3) / 2, 12);
    expect(scores.all.set.macro.f1).toBeCloseTo((4 / 7 + 2 / 3) / 2, 12);
    expect(scores.all.set.micro).toEqual({
      precision: 0.6,
      recall: 0.6,
      f1: 0.6,
      gold: 5,
      predicted: 5,
      correct: 3,
    });
    expect(scores.extractive.set.micro).toEqual({
      precision: 0.6,
      recall: 0.75,
      f1: 2 / 3,
      gold: 4,
      predicted: 5,
      correct: 3,
    });
  });

  it('counts a phrase that comes again once, at its first place, before it cuts the list', () => {
    const { at } = scoreKeywords([document('a b', 'a b', 'a a b x')], [2]).all;
    expect(at[2]!.micro).toEqual({ precision: 1, recall: 1, f1: 1, gold: 2, predicted: 2, correct: 2 });
    expect(scoreKeywords([document('a a b', '', 'a')]).all.set.micro.gold).toBe(2);
  });

  it('divides precision at k by what was predicted where that is less than k', () => {
    expect(scoreKeywords([document('a', 'a', 'a x')], [5]).all.at[5]!.macro.precision).toBe(0.5);
  });

  it('leaves documents without gold phrases out of the macro average, not out of the sums', () => {
    const { extractive, all } = scoreKeywords([document('a', 'a', 'a'), document('b', '', 'x')], [5]);
    expect([extractive.documents, all.documents]).toEqual([1, 2]);
    expect([extractive.set.macro.f1, all.set.macro.f1]).toEqual([1, 0.5]);
    expect(extractive.set.micro).toMatchObject({ gold: 1, predicted: 2, correct: 1 });
  });

  it('is 0 where there is nothing', () => {
    const none = { precision: 0, recall: 0, f1: 0 };
    expect(scoreKeywords([], [5]).all.set.macro).toEqual(none);
    expect(scoreKeywords([document('a', '', '')], [5]).all.at[5]!.macro).toEqual(none);
  });

  it('has the usual numbers of phrases if none are asked for', () => {
    expect(Object.keys(scoreKeywords([]).all.at)).toEqual(['5', '10', '15']);
  });
});

describe('goldOf', () => {
  it('compares stems, and tells gold phrases that stand in the text from the others', () => {
    const read = readText('Multi-step games of ships. Control follows.');
    expect(goldOf(read, ['multi step game', 'ship control', 'SHIP', 'ships', '-'])).toEqual({
      gold: ['multi step game', 'ship control', 'ship'],
      present: ['multi step game', 'ship'],
    });
  });
});

import { describe, expect, it } from 'vitest';
import {
  learnFrequencies,
  rankByTfIdf,
  rankByWordTfIdf,
} from '../../../../src/tasks/keywords/baselines/tf-idf.ts';
import { readText } from '../../../../src/tasks/keywords/words.ts';

const training = ['Ships, ships and control of 802', 'a ship', 'ship controls'];
const scores = (phrases: readonly { key: string; score: number }[]) =>
  Object.fromEntries(phrases.map(({ key, score }) => [key, score]));

describe('learnFrequencies', () => {
  it('counts the texts that have a word or phrase, not how often they have it', () => {
    const { texts, of } = learnFrequencies(training);
    expect(texts).toBe(3);
    expect(['ship', 'control', 'ship control', '802', 'sail'].map((key) => of.get(key))).toEqual([
      3,
      2,
      1,
      1,
      undefined,
    ]);
  });
});

describe('rankByTfIdf', () => {
  it('multiplies how often a phrase occurs by how rare it is', () => {
    // N is 4 with the text itself: log2(4 / 3) for control, log2(4 / 1) for sail, log2(4 / 4) for ship.
    const ranked = rankByTfIdf(
      readText('control, sails, control. Ships, control'),
      learnFrequencies(training),
    );
    expect(ranked.map(({ key, text }) => [key, text])).toEqual([
      ['sail', 'sails'],
      ['control', 'control'],
      ['ship', 'Ships'],
    ]);
    expect(scores(ranked).sail).toBe(2);
    expect(scores(ranked).control).toBeCloseTo(3 * 0.4150375, 6);
    expect(scores(ranked).ship).toBe(0);
  });

  it('takes a phrase as a whole', () => {
    const ranked = rankByTfIdf(readText('ship control'), learnFrequencies(training));
    expect(scores(ranked)).toEqual({ 'ship control': 1 });
  });
});

describe('rankByWordTfIdf', () => {
  it('adds up the words of a phrase', () => {
    const ranked = rankByWordTfIdf(readText('sail control; sails'), learnFrequencies(training));
    expect(ranked.map(({ key }) => key)).toEqual(['sail control', 'sail']);
    expect(scores(ranked)['sail control']).toBeCloseTo(2 * 2 + 0.4150375, 6);
    expect(scores(ranked).sail).toBe(4);
  });

  it('keeps to the number of words that is asked for', () => {
    const ranked = rankByWordTfIdf(readText('ship control'), learnFrequencies([]), { maxWords: 1 });
    expect(ranked.map(({ key }) => key)).toEqual(['ship', 'control']);
  });
});

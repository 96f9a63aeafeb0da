import { describe, expect, it } from 'vitest';
import type { NgramJudge } from '../../../src/nn/ngrams.ts';
import type { Example } from '../../../src/tasks/sentiment/examples.ts';
import { logCountRatios, type NgramTraining, trainNgrams } from '../../../src/tasks/sentiment/ngram-judge.ts';
import { tokenize } from '../../../src/text/tokenizer.ts';

const example = (gold: number, ...rows: number[]): Example => ({
  tokens: tokenize('x'),
  gold,
  ngrams: Int32Array.from(rows),
});

const settings: NgramTraining = { buckets: 4, epochs: 300, learningRate: 0.3, dropout: 0, weight: 1 };

/** What a judge says of a text of one n-gram. */
const oddsOf = ({ numbers, scale, bias }: NgramJudge, row: number): number => numbers[row]! * scale + bias;

/** Texts of one n-gram each: row 0 is positive three times of four, row 1 once, row 2 in half of its texts. */
const counted = [
  ...[1, 1, 1, 0].map((gold) => example(gold, 0)),
  ...[0, 0, 0, 1].map((gold) => example(gold, 1)),
  ...[1, 0].map((gold) => example(gold, 2)),
];

describe('log-count ratios', () => {
  it('are the logarithms of how much more often positive texts have an n-gram, by what each class has', () => {
    const found = logCountRatios([example(1, 0, 1), example(1, 0), example(0, 1, 2)], 4);
    // Counts and one more: positive 3, 2, 1, 1 of 7; negative 1, 2, 2, 1 of 6.
    const expected = [3 / 7 / (1 / 6), 2 / 7 / (2 / 6), 1 / 7 / (2 / 6), 1 / 7 / (1 / 6)].map(Math.log);
    for (const [row, ratio] of expected.entries()) expect(found[row]).toBeCloseTo(ratio, 6);
  });
});

describe('the judge of n-grams', () => {
  it('comes to the log-odds that texts have, where they have one n-gram each', () => {
    const judge = trainNgrams(counted, settings, 1);
    expect(Math.abs(oddsOf(judge, 0) - Math.log(3))).toBeLessThan(0.1);
    expect(Math.abs(oddsOf(judge, 1) + Math.log(3))).toBeLessThan(0.1);
    expect(Math.abs(oddsOf(judge, 2))).toBeLessThan(0.1);
    expect(judge.numbers[3]).toBe(0);
  });

  it('counts for as much as it was given weight', () => {
    const once = trainNgrams(counted, settings, 1);
    const twice = trainNgrams(counted, { ...settings, weight: 2 }, 1);
    for (const row of [0, 1, 2]) expect(oddsOf(twice, row)).toBeCloseTo(2 * oddsOf(once, row), 6);
  });

  it('is the same for the same seed, and another for another', () => {
    const few = { ...settings, epochs: 2, dropout: 0.5 };
    expect(trainNgrams(counted, few, 1)).toEqual(trainNgrams(counted, few, 1));
    expect(trainNgrams(counted, few, 2)).not.toEqual(trainNgrams(counted, few, 1));
  });

  it('knows how many texts are positive of those without n-grams', () => {
    const texts = [1, 1, 1, 0].map((gold) => example(gold));
    const { numbers, bias } = trainNgrams(texts, { ...settings, epochs: 1000 }, 1);
    expect(Math.abs(bias - Math.log(3))).toBeLessThan(0.1);
    expect([...numbers]).toEqual([0, 0, 0, 0]);
  });
});

import { describe, expect, it } from 'vitest';
import { randomSource } from '../../../src/random.ts';
import {
  fitTemperature,
  type Judgement,
  probabilitiesOf,
  reliabilityOf,
} from '../../../src/tasks/sentiment/calibration.ts';

/** Judgements that are `heat` times as sure as they may be: the right class is drawn at that temperature. */
function judgementsAt(heat: number, count: number): Judgement[] {
  const random = randomSource(`judgements ${heat}`);
  return Array.from({ length: count }, () => {
    const logits = [3 * random.normal(), 3 * random.normal()];
    return { logits, gold: random.next() < probabilitiesOf(logits, heat)[0]! ? 0 : 1 };
  });
}

const unlikelihood = (judgements: readonly Judgement[], temperature: number): number =>
  judgements.reduce(
    (sum, { logits, gold }) => sum - Math.log(probabilitiesOf(logits, temperature)[gold]!),
    0,
  );

describe('the temperature', () => {
  it.each([0.5, 1, 3])('is where the judgements are likeliest: made at %d', (heat) => {
    const judgements = judgementsAt(heat, 4000);
    const found = fitTemperature(judgements);
    expect(found / heat).toBeGreaterThan(0.9);
    expect(found / heat).toBeLessThan(1.1);
    const least = unlikelihood(judgements, found);
    for (let other = 0.25; other < 8; other *= 1.05) {
      expect(unlikelihood(judgements, other)).toBeGreaterThanOrEqual(least - 1e-6);
    }
  });

  it('stays within its limits where all are right, all are wrong, or there are none', () => {
    const all = (gold: number) => [{ logits: [2, -2], gold }];
    expect(fitTemperature(all(0))).toBeCloseTo(1 / 4, 5);
    expect(fitTemperature(all(1))).toBeCloseTo(64, 3);
    expect(fitTemperature([])).toBe(1);
  });
});

describe('reliability', () => {
  it('is the mean gap of bins of one width, counted by hand', () => {
    const logitOf = (chance: number) => Math.log(chance / (1 - chance));
    const judgement = (chance: number, gold: number) => ({ logits: [0, logitOf(chance)], gold });
    // Confidences of 0.9, 0.92, 0.55 and 0.8 are in bins 14, 14, 9 and 12 of 15.
    const judged = [judgement(0.9, 1), judgement(0.92, 0), judgement(0.45, 0), judgement(0.8, 1)];
    const { bins, error } = reliabilityOf(judged, 1);
    expect(bins.map(({ count }) => count)).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 1, 0, 2, 0]);
    expect(bins[13]!.confidence).toBeCloseTo(0.91);
    expect(bins[13]!.accuracy).toBe(0.5);
    expect(error).toBeCloseTo((2 * 0.41 + 0.45 + 0.2) / 4);
  });

  it('is good after the right temperature and bad after another', () => {
    const judgements = judgementsAt(3, 20_000);
    expect(reliabilityOf(judgements, fitTemperature(judgements)).error).toBeLessThan(0.015);
    expect(reliabilityOf(judgements, 1).error).toBeGreaterThan(0.1);
    expect(reliabilityOf([], 1).error).toBe(0);
  });

  it('holds for logits in the thousands and for one bin at each end', () => {
    expect(probabilitiesOf([5000, -5000], 1)).toEqual([1, 0]);
    const { bins } = reliabilityOf([{ logits: [5000, -5000], gold: 0 }], 1);
    expect(bins[14]!.count).toBe(1);
  });
});

import { describe, expect, it } from 'vitest';
import { mean, median, sampleDeviation, spreadOf } from '../../src/compare/statistics.ts';

// The classic example: its deviation as a population is 2, as a sample the square root of 32 / 7.
const eight = [2, 4, 4, 4, 5, 5, 7, 9];

describe('statistics', () => {
  it('gives mean and standard deviation of a sample', () => {
    expect(mean(eight)).toBe(5);
    expect(sampleDeviation(eight)).toBeCloseTo(2.138089935299395, 12);
    expect(mean([95.59, 95.61, 95.57])).toBeCloseTo(95.59, 12);
    expect(sampleDeviation([95.59, 95.61, 95.57])).toBeCloseTo(0.02, 12);
    expect(sampleDeviation([3, 3, 3])).toBe(0);
  });

  it('tells no deviation from one value', () => {
    expect(sampleDeviation([7])).toBeNull();
  });

  it.each([
    [[3], 3],
    [[9, 1, 5], 5],
    [[8, 10, 2, 4], 6],
  ])('gives the median of %j', (values, expected) => {
    expect(median(values)).toBe(expected);
  });

  it('sums up what there is, and keeps the places of what there is not', () => {
    expect(spreadOf([0.5, null, 0.7, undefined])).toEqual({
      mean: 0.6,
      deviation: expect.closeTo(Math.SQRT2 / 10, 12),
      values: [0.5, null, 0.7, null],
    });
    expect(spreadOf([0.5])).toEqual({ mean: 0.5, deviation: null, values: [0.5] });
    expect(spreadOf([null, undefined])).toBeNull();
    expect(spreadOf([0, 0])).toEqual({ mean: 0, deviation: 0, values: [0, 0] });
  });
});

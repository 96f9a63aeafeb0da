import { describe, expect, it } from 'vitest';
import { describeLatency, fitLine, mean, median, quantile, sum } from '../../bench/statistics.ts';

const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);

describe('quantile', () => {
  it('is the nearest rank, whatever the order of the numbers', () => {
    expect(quantile(hundred, 0.99)).toBe(99);
    expect(quantile(hundred, 0.5)).toBe(50);
    expect(quantile(hundred, 0)).toBe(1);
    expect(quantile(hundred, 1)).toBe(100);
    expect(quantile([7], 0.99)).toBe(7);
  });

  it('is NaN of no numbers', () => {
    expect(quantile([], 0.5)).toBeNaN();
    expect(median([])).toBeNaN();
  });
});

describe('sum and mean', () => {
  it('add up', () => {
    expect(sum(hundred)).toBe(5050);
    expect(mean(hundred)).toBe(50.5);
    expect(sum([])).toBe(0);
  });
});

describe('fitLine', () => {
  it('finds the line that points lie on', () => {
    const { start, slope } = fitLine([1, 2, 5, 9].map((x) => [x, 3 + 0.5 * x]));
    expect(start).toBeCloseTo(3);
    expect(slope).toBeCloseTo(0.5);
  });

  it('goes between points that lie on none', () => {
    expect(fitLine([[0, 0], [1, 3], [2, 0]])).toEqual({ start: 1, slope: 0 }); // biome-ignore format: one point beside the other
  });

  it('keeps nearer to the points that weigh more', () => {
    const points = [[0, 1], [1, 2], [2, 30]] as const; // biome-ignore format: one point beside the other
    const plain = fitLine(points);
    const relative = fitLine(points, (y) => y ** -2);
    expect(Math.abs(relative.start - 1)).toBeLessThan(Math.abs(plain.start - 1));
  });
});

describe('describeLatency', () => {
  it('tells the median and the slowest hundredth', () => {
    expect(describeLatency(hundred)).toBe('p50 50.00 ms, p99 99.00 ms');
  });
});

import { describe, expect, it } from 'vitest';
import { hashString, randomSource } from '../src/random.ts';

const draws = (seed: number | string, count: number): number[] => {
  const random = randomSource(seed);
  return Array.from({ length: count }, () => random.next());
};

describe('randomSource', () => {
  it('repeats itself for the same seed and differs for another', () => {
    expect(draws(7, 20)).toEqual(draws(7, 20));
    expect(draws(7, 20)).not.toEqual(draws(8, 20));
    expect(draws('train', 20)).not.toEqual(draws('test', 20));
  });

  it('draws uniform numbers in [0, 1)', () => {
    const values = draws('uniform', 20000);
    expect(Math.min(...values)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...values)).toBeLessThan(1);
    expect(values.reduce((sum, value) => sum + value, 0) / values.length).toBeCloseTo(0.5, 1);
  });

  it('draws every integer below the bound about as often', () => {
    const random = randomSource(1);
    const counts = new Array<number>(5).fill(0);
    for (let i = 0; i < 10000; i++) counts[random.integer(5)]! += 1;
    for (const count of counts) expect(Math.abs(count - 2000)).toBeLessThan(200);
  });

  it('draws normal numbers of mean 0 and variance 1', () => {
    const random = randomSource(3);
    const values = Array.from({ length: 20000 }, () => random.normal());
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
    expect(Math.abs(mean)).toBeLessThan(0.03);
    expect(Math.abs(variance - 1)).toBeLessThan(0.05);
  });

  it('refuses to pick from an empty list', () => {
    expect(() => randomSource(1).pick([])).toThrow(RangeError);
  });
});

describe('hashString', () => {
  it('spreads short names over the whole range', () => {
    const names = Array.from({ length: 5000 }, (_, i) => `n${i}`);
    const share = names.filter((name) => hashString(name) % 10 === 0).length / names.length;
    expect(Math.abs(share - 0.1)).toBeLessThan(0.02);
  });
});

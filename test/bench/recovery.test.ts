import { describe, expect, it } from 'vitest';
import { backAfter } from '../../bench/recovery.ts';

/** An answer every ten milliseconds, but for a gap from 1000 to 1400. */
const times = Array.from({ length: 300 }, (_, index) => 10 * index).filter(
  (time) => time < 1000 || time >= 1400,
);

describe('backAfter', () => {
  it('is how long answers stayed away', () => {
    expect(backAfter(times, { from: 1000, until: 3000, enough: 80 })).toBe(400);
  });

  it('is nothing when answers went on', () => {
    expect(backAfter(times, { from: 500, until: 3000, enough: 80 })).toBe(0);
  });

  it('passes over answers that come too seldom', () => {
    const slow = [1100, 1200, 1300, ...times.filter((time) => time >= 1400)];
    expect(backAfter(slow, { from: 1000, until: 3000, enough: 80 })).toBe(400);
  });

  it('is undefined when they were not back in time, or never', () => {
    expect(backAfter(times, { from: 1000, until: 1300, enough: 80 })).toBeUndefined();
    expect(backAfter(times, { from: 1000, until: 3000, enough: 200 })).toBeUndefined();
    expect(backAfter([], { from: 0, until: 3000, enough: 1 })).toBeUndefined();
  });
});

import { describe, expect, it } from 'vitest';
import { mix } from '../../bench/mix.ts';

const many = (seed: string) => Array.from({ length: 2000 }, mix(seed));

describe('mix', () => {
  it('gives the same requests for the same seed', () => {
    expect(many('a')).toEqual(many('a'));
    expect(many('a')).not.toEqual(many('b'));
  });

  it('holds lists, long texts, other scripts, other models and errors of every status', () => {
    const asks = many('a');
    const bodies = asks.map(({ body }) => body.toString());
    expect(new Set(asks.map(({ expected }) => expected))).toEqual(new Set([200, 400, 404, 415]));
    expect(bodies.filter((body) => body.includes('"texts":["')).length).toBeGreaterThan(50);
    expect(bodies.filter((body) => body.length > 400).length).toBeGreaterThan(100);
    expect(bodies.filter((body) => /\p{Script=Han}/u.test(body)).length).toBeGreaterThan(10);
    expect(bodies.filter((body) => body.includes('"model":"atis"')).length).toBeGreaterThan(50);
  });

  it('seldom repeats itself', () => {
    const bodies = many('a').map(({ body }) => body.toString());
    expect(new Set(bodies).size).toBeGreaterThan(1000);
  });
});

import { beforeAll, describe, expect, it } from 'vitest';
import { augment } from '../../../src/audio/augment/augment.ts';
import { drawAugmentation } from '../../../src/audio/augment/draw.ts';
import { cutClose } from '../../../src/audio/augment/trim.ts';
import { loadResampler, type Resampler } from '../../../src/audio/resample.ts';
import { randomSource } from '../../../src/random.ts';
import { decibels, sampleRate, tone } from './signals.ts';

let resampler: Resampler;
beforeAll(async () => {
  resampler = await loadResampler();
});

describe('cutClose', () => {
  it('leaves what is said, and all of what has no quiet ends', () => {
    const said = tone(700, 8000);
    const long = new Float32Array(20_000).map((_, i) => 0.001 * Math.sin(i));
    long.set(said, 4000);
    const cut = cutClose(long, sampleRate);
    expect(Math.abs(cut.length - 8000)).toBeLessThanOrEqual(320);
    expect(cutClose(said, sampleRate)).toEqual(said);
    expect(cutClose(new Float32Array(500), sampleRate)).toHaveLength(500);
    const heard = augment(long, { seed: 1, trim: true, speed: 2 }, { sampleRate, resampler });
    expect(Math.abs(heard.length - 4000)).toBeLessThanOrEqual(160);
  });
});

describe('a pause', () => {
  it('puts a quiet room before and after what is said', () => {
    const samples = tone(700, 8000);
    const heard = augment(
      samples,
      { seed: 3, pause: { before: 0.25, after: 0.5, snr: 40 } },
      { sampleRate, resampler },
    );
    expect(heard).toHaveLength(4000 + 8000 + 8000);
    for (const quiet of [heard.subarray(0, 4000), heard.subarray(12_000)]) {
      expect(decibels(samples, quiet)).toBeCloseTo(-40, -0.5);
    }
    const difference = heard.subarray(4000, 12_000).map((sample, i) => sample - samples[i]!);
    expect(decibels(samples, difference)).toBeLessThan(-36);
  });

  it('is drawn in a share of the utterances, each end by itself', () => {
    const settings = { pause: { share: 0.5, min: 0.1, max: 0.4 } };
    const drawn = Array.from({ length: 200 }, (_, i) => drawAugmentation(settings, randomSource(i)).pause);
    const pauses = drawn.filter((pause) => pause !== undefined);
    expect(pauses.length).toBeGreaterThan(70);
    expect(pauses.length).toBeLessThan(130);
    for (const { before, after, snr } of pauses) {
      for (const seconds of [before, after]) {
        expect(seconds).toBeGreaterThanOrEqual(0.1);
        expect(seconds).toBeLessThanOrEqual(0.4);
      }
      expect(snr).toBeGreaterThanOrEqual(30);
    }
    expect(new Set(pauses.map(({ before, after }) => before === after))).toEqual(new Set([false]));
  });
});

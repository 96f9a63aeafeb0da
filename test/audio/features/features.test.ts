import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { extractFeatures } from '../../../src/audio/features/extract.ts';
import { energyFloor, LogMelExtractor } from '../../../src/audio/features/log-mel.ts';
import { hzOfMel, melFilters, melOfHz, warpedHz } from '../../../src/audio/features/mel.ts';
import { measureFromLoudest, normaliseBands } from '../../../src/audio/features/normalise.ts';
import {
  defaultFeatures,
  type FeatureSettings,
  featureWidth,
  frameCount,
  frameSeconds,
} from '../../../src/audio/features/settings.ts';
import { stackRows } from '../../../src/audio/features/stack.ts';
import { randomSource } from '../../../src/random.ts';

function noise(length: number, seed = 1): Float32Array {
  const random = randomSource(seed);
  return Float32Array.from({ length }, () => 0.1 * random.normal());
}

/** The definition, written as slowly as can be: a Fourier sum for every bin, and triangles in mel. */
function slowLogMel(samples: Float32Array, settings: FeatureSettings): number[][] {
  const { sampleRate, bands, minHz, maxHz } = settings;
  const [length, hop, size] = [settings.window * sampleRate, settings.hop * sampleRate, 512];
  const rows: number[][] = [];
  for (let start = 0; start + length <= samples.length; start += hop) {
    const window = [...samples.subarray(start, start + length)];
    const mean = window.reduce((sum, sample) => sum + sample) / length;
    const heard = window.map((sample, i) => (sample - mean) * Math.sin((Math.PI * i) / length) ** 2);
    const mel = (hz: number): number => 1127.010_48 * Math.log(1 + hz / 700);
    const edge = (at: number): number => mel(minHz) + (at * (mel(maxHz) - mel(minHz))) / (bands + 1);
    const energies = new Array<number>(bands).fill(energyFloor);
    for (let bin = 0; bin <= size / 2; bin++) {
      let [real, imaginary] = [0, 0];
      heard.forEach((sample, i) => {
        real += sample * Math.cos((2 * Math.PI * bin * i) / size);
        imaginary -= sample * Math.sin((2 * Math.PI * bin * i) / size);
      });
      const place = mel((bin * sampleRate) / size);
      for (let band = 0; band < bands; band++) {
        const [left, centre, right] = [edge(band), edge(band + 1), edge(band + 2)];
        const height = Math.min((place - left) / (centre - left), (right - place) / (right - centre));
        if (height > 0) energies[band]! += height * (real ** 2 + imaginary ** 2);
      }
    }
    rows.push(energies.map(Math.log));
  }
  return rows;
}

describe('log-mel energies', () => {
  it('are what the definition gives', () => {
    const samples = noise(1200);
    for (const bands of [64, 23]) {
      const settings = { ...defaultFeatures, bands };
      const { values, windows } = new LogMelExtractor(settings).extract(samples);
      const expected = slowLogMel(samples, settings);
      expect(windows).toBe(6);
      expect(expected).toHaveLength(6);
      expected.flat().forEach((value, i) => {
        expect(values[i]).toBeCloseTo(value, 4);
      });
    }
  });

  it('of 16-bit samples are those of their 32768ths', () => {
    const whole = Int16Array.from(noise(4000), (sample) => sample * 32_768);
    const extractor = new LogMelExtractor(defaultFeatures);
    const parts = extractor.extract(Float32Array.from(whole, (sample) => sample / 32_768));
    const { values } = extractor.extract(whole);
    values.forEach((value, i) => {
      expect(value).toBeCloseTo(parts.values[i]!, 5);
    });
  });

  it('do not hear a constant', () => {
    const samples = noise(2000);
    const extractor = new LogMelExtractor(defaultFeatures);
    const shifted = extractor.extract(samples.map((sample) => sample + 0.25)).values;
    extractor.extract(samples).values.forEach((value, i) => {
      expect(shifted[i]).toBeCloseTo(value, 3);
    });
  });

  it('of silence are the floor, and those of nothing as well', () => {
    for (const length of [0, 1, 399, 400, 4000]) {
      const { values } = new LogMelExtractor(defaultFeatures).extract(new Float32Array(length));
      expect([...new Set(values)]).toEqual([Math.fround(Math.log(energyFloor))]);
    }
  });

  it('peak where a tone is', () => {
    for (const hz of [300, 1000, 3000, 7000]) {
      const tone = Float32Array.from({ length: 400 }, (_, i) => Math.sin((2 * Math.PI * hz * i) / 16_000));
      const { values } = new LogMelExtractor(defaultFeatures).extract(tone);
      const band = values.indexOf(Math.max(...values));
      const step = (melOfHz(7600) - melOfHz(20)) / 65;
      expect(Math.abs(melOfHz(20) + (band + 1) * step - melOfHz(hz))).toBeLessThan(2 * step);
    }
  });
});

describe('mel filters', () => {
  it('follow the formula of HTK', () => {
    expect(melOfHz(0)).toBe(0);
    expect(melOfHz(700)).toBeCloseTo(781.17, 2);
    expect(melOfHz(1000)).toBeCloseTo(999.99, 2);
    expect(hzOfMel(melOfHz(1234))).toBeCloseTo(1234, 8);
  });

  it('are triangles that sum to 1 between the first and the last centre, worked out by hand for three bands', () => {
    // Mels 0, 500, 1000, 1500, 2000 are 0, 390.9, 1000.0, 1949.2, 3428.6 Hz; bins of 8 points at 8 kHz are 1 kHz apart.
    const settings = { ...defaultFeatures, sampleRate: 8000, bands: 3, minHz: 0, maxHz: hzOfMel(2000) };
    const filters = melFilters(settings, 8);
    // Bin 1 is at mel 999.99, bin 2 at 1521.36, bin 3 at 1876.37.
    expect(filters[0]!.first).toBe(1);
    expect(filters[0]!.weights[0]).toBeCloseTo(0.0, 3);
    expect(filters[1]!.first).toBe(1);
    expect(filters[1]!.weights[0]).toBeCloseTo(1, 3);
    expect(filters[2]!.first).toBe(2);
    expect([...filters[2]!.weights]).toEqual([expect.closeTo(0.9573, 3), expect.closeTo(0.2473, 3)]);
  });

  it('leave no band without a bin', () => {
    for (const warp of [0.85, 1, 1.15]) {
      for (const { weights } of melFilters(defaultFeatures, 512, warp))
        expect(weights.length).toBeGreaterThan(0);
    }
  });

  it('are warped by a line with a knee that keeps both ends', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.8, max: 1.2, noNaN: true }), (warp) => {
        expect(warpedHz(0, 8000, warp)).toBe(0);
        expect(warpedHz(8000, 8000, warp)).toBeCloseTo(8000, 6);
        expect(warpedHz(1000, 8000, warp)).toBeCloseTo(1000 * warp, 9);
        let last = -1;
        for (let hz = 0; hz <= 8000; hz += 50) {
          expect(warpedHz(hz, 8000, warp)).toBeGreaterThan(last);
          last = warpedHz(hz, 8000, warp);
        }
      }),
      { numRuns: 50 },
    );
  });

  it('raise what is heard by the warp', () => {
    const tone = Float32Array.from({ length: 400 }, (_, i) => Math.sin((2 * Math.PI * 1000 * i) / 16_000));
    const higher = Float32Array.from({ length: 400 }, (_, i) => Math.sin((2 * Math.PI * 1100 * i) / 16_000));
    const extractor = new LogMelExtractor(defaultFeatures);
    const peak = (values: Float32Array): number => values.indexOf(Math.max(...values));
    expect(peak(extractor.extract(tone, 1.1).values)).toBe(peak(extractor.extract(higher).values));
    expect(peak(extractor.extract(tone).values)).toBeLessThan(peak(extractor.extract(higher).values));
  });
});

describe('normaliseBands', () => {
  it('gives each band mean 0 and deviation nearly 1', () => {
    const values = noise(600).map((value) => 100 * value - 3);
    normaliseBands(values, 3);
    for (let band = 0; band < 3; band++) {
      const own = values.filter((_, i) => i % 3 === band);
      const mean = own.reduce((sum, value) => sum + value, 0) / own.length;
      expect(mean).toBeCloseTo(0, 5);
      expect(own.reduce((sum, value) => sum + (value - mean) ** 2, 0) / own.length).toBeCloseTo(1, 3);
    }
  });

  it('keeps bands in which nothing happens near 0', () => {
    const values = Float32Array.from({ length: 100 }, (_, i) => -13.8 + 0.001 * (i % 7));
    normaliseBands(values, 1);
    expect(Math.max(...values.map(Math.abs))).toBeLessThan(0.05);
  });
});

describe('measureFromLoudest', () => {
  it('measures all bands from the loudest row, and hears nothing far below it', () => {
    const values = Float32Array.of(-1, -3, -30, -4, 0, -8);
    measureFromLoudest(values, 2);
    // The loudest row is the first, with -2 on average.
    const expected = [1, -1, -10, -2, 2, -6].map((value) => (value + 3) / 3);
    for (const [i, value] of values.entries()) expect(value).toBeCloseTo(expected[i]!, 6);
  });

  it('keeps the vowel of which a word is made, which a mean over the word takes away', () => {
    const vowel = (low: number) => Float32Array.from({ length: 40 }, (_, i) => (i % 2 === 0 ? low : 2));
    const [a, i] = [vowel(5), vowel(-5)];
    for (const values of [a, i]) measureFromLoudest(values, 2);
    expect(Math.abs(a[0]! - a[1]! - (i[0]! - i[1]!))).toBeGreaterThan(1);
    const [b, u] = [vowel(5), vowel(-5)];
    for (const values of [b, u]) normaliseBands(values, 2);
    for (const [at, value] of b.entries()) expect(value).toBeCloseTo(u[at]!, 5);
  });
});

describe('stackRows', () => {
  it('joins neighbours and repeats the last row behind the end', () => {
    const rows = Float32Array.of(1, 2, 3, 4, 5);
    expect([...stackRows(rows, { width: 1, stack: 3, stride: 3 })]).toEqual([1, 2, 3, 4, 5, 5]);
    expect([...stackRows(rows, { width: 1, stack: 3, stride: 2 })]).toEqual([1, 2, 3, 3, 4, 5, 5, 5, 5]);
    expect([...stackRows(rows, { width: 1, stack: 1, stride: 1 })]).toEqual([1, 2, 3, 4, 5]);
  });
});

describe('extractFeatures', () => {
  it('gives 192 numbers every 30 ms, as many as frameCount says, whatever the length', () => {
    expect([featureWidth(defaultFeatures), frameSeconds(defaultFeatures)]).toEqual([192, 0.03]);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 20_000 }), (length) => {
        const { values, frames } = extractFeatures(noise(length), defaultFeatures);
        expect(frames).toBe(frameCount(length, defaultFeatures));
        expect(values).toHaveLength(frames * 192);
        expect(values.every(Number.isFinite)).toBe(true);
      }),
      { numRuns: 30 },
    );
  });

  it('hardly changes with the gain', () => {
    const samples = noise(8000);
    const { values } = extractFeatures(samples, defaultFeatures);
    const quiet = extractFeatures(
      samples.map((sample) => sample / 10),
      defaultFeatures,
    );
    values.forEach((value, i) => {
      expect(quiet.values[i]).toBeCloseTo(value, 1);
    });
  });

  it('colours bands as a microphone would', () => {
    const settings = { ...defaultFeatures, normalisation: 'none', stack: 1, stride: 1 } as const;
    const plain = extractFeatures(noise(400), settings).values;
    const coloured = extractFeatures(noise(400), settings, { colour: { tilt: 10, bow: 0 } }).values;
    const decibels = [...coloured].map((value, i) => (10 * (value - plain[i]!)) / Math.LN10);
    expect(decibels[0]).toBeCloseTo(-5, 4);
    expect(decibels.at(-1)).toBeCloseTo(5, 4);
    const bowed = extractFeatures(noise(400), settings, { colour: { tilt: 0, bow: 10 } }).values;
    expect((10 * (bowed[0]! - plain[0]!)) / Math.LN10).toBeCloseTo(0, 4);
    expect((10 * (bowed[31]! - plain[31]!)) / Math.LN10).toBeCloseTo(10, 1);
  });

  it('gives the same whatever was extracted before', () => {
    const first = extractFeatures(noise(5000, 1), { ...defaultFeatures });
    extractFeatures(noise(100, 2), defaultFeatures);
    extractFeatures(noise(9000, 3), defaultFeatures, { warp: 1.1 });
    expect(extractFeatures(noise(5000, 1), defaultFeatures)).toEqual(first);
  });
});

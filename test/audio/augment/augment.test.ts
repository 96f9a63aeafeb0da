import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { amplify, augment, clipAt } from '../../../src/audio/augment/augment.ts';
import { convolve } from '../../../src/audio/augment/convolve.ts';
import { drawAugmentation } from '../../../src/audio/augment/draw.ts';
import { maskFeatures } from '../../../src/audio/augment/mask.ts';
import { addNoise, babbleNoise, pinkNoise, powerOf, whiteNoise } from '../../../src/audio/augment/noise.ts';
import { phoneBand } from '../../../src/audio/augment/phone-band.ts';
import { roomImpulse } from '../../../src/audio/augment/room.ts';
import { defaultAugment } from '../../../src/audio/augment/settings.ts';
import { loadResampler, type Resampler } from '../../../src/audio/resample.ts';
import { randomSource } from '../../../src/random.ts';
import { decibels, sampleRate, tone } from './signals.ts';

let resampler: Resampler;
beforeAll(async () => {
  resampler = await loadResampler();
});

/** Power of a signal at one frequency. */
function powerAt(samples: Float32Array, hz: number): number {
  let [real, imaginary] = [0, 0];
  samples.forEach((sample, i) => {
    real += sample * Math.cos((2 * Math.PI * hz * i) / sampleRate);
    imaginary += sample * Math.sin((2 * Math.PI * hz * i) / sampleRate);
  });
  return (real ** 2 + imaginary ** 2) / samples.length ** 2;
}

describe('the resampler', () => {
  it.each([
    [8000, 16_000],
    [44_100, 16_000],
    [48_000, 16_000],
    [16_000, 13_600],
    [11_025, 16_000],
  ])('from %i to %i Hz keeps a tone, its phase and its length', (from, to) => {
    // Longer than the block that goes through at once.
    const samples = tone(700, from * 3, from);
    const resampled = resampler.resample(samples, from, to);
    const expected = tone(700, to * 3, to);
    expect(resampled).toHaveLength(expected.length);
    const error = resampled.map((sample, i) =>
      i < 300 || i >= expected.length - 300 ? 0 : sample - expected[i]!,
    );
    expect(Math.max(...error.map(Math.abs))).toBeLessThan(2e-5);
  });

  it('lets nothing through above the new limit', () => {
    const resampled = resampler.resample(tone(11_000, 48_000, 48_000), 48_000, sampleRate);
    // Where a tone begins and ends there is more than the tone.
    expect(decibels(tone(11_000), resampled.subarray(500, -500))).toBeLessThan(-80);
  });

  it('gives as many samples as the rates say, and the same ones in any order of work', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 3000 }),
        fc.constantFrom(8000, 11_025, 22_050, 48_000),
        (length, from) => {
          const samples = whiteNoise(length, randomSource(length));
          const resampled = resampler.resample(samples, from, sampleRate);
          expect(resampled).toHaveLength(Math.ceil((length * sampleRate) / from));
          expect(resampler.resample(samples, from, sampleRate)).toEqual(resampled);
        },
      ),
      { numRuns: 30 },
    );
  });
});

describe('noise', () => {
  it('is added at the ratio asked for', () => {
    const samples = tone(440);
    for (const snr of [-5, 0, 10, 30]) {
      const noisy = addNoise(samples, pinkNoise(samples.length, randomSource(1)), snr);
      const added = noisy.map((sample, i) => sample - samples[i]!);
      expect(decibels(added, samples)).toBeCloseTo(snr, 2);
    }
  });

  it('is not added to silence, nor is silence', () => {
    const silence = new Float32Array(100);
    expect(addNoise(silence, whiteNoise(100, randomSource(1)), 10)).toEqual(silence);
    expect(addNoise(tone(440, 100), silence, 10)).toEqual(tone(440, 100));
  });

  it('is flat when white, and falls by 3 dB an octave when pink', () => {
    const bands = (noise: Float32Array): number[] =>
      [250, 500, 1000, 2000, 4000].map((hz) => {
        let sum = 0;
        for (let step = 0; step < 40; step++) sum += powerAt(noise, hz * (1 + (step - 20) / 160));
        return 10 * Math.log10(sum);
      });
    const white = bands(whiteNoise(16_000, randomSource(3)));
    const pink = bands(pinkNoise(16_000, randomSource(3)));
    expect(Math.max(...white) - Math.min(...white)).toBeLessThan(3);
    expect((pink[0]! - pink[4]!) / 4).toBeGreaterThan(2.2);
    expect((pink[0]! - pink[4]!) / 4).toBeLessThan(3.8);
  });

  it('is one recording over and over when one voice babbles, and grows in power with their number', () => {
    const recording = Int16Array.from({ length: 700 }, (_, i) => 10 * i + 1);
    const one = babbleNoise(2000, [recording], { voices: 1, random: randomSource(1) });
    const place = recording.findIndex(
      (sample) => Math.abs(sample / Math.sqrt(powerOf(recording)) - one[0]!) < 1e-6,
    );
    one.forEach((sample, i) => {
      expect(sample).toBeCloseTo(recording[(place + i) % 700]! / Math.sqrt(powerOf(recording)), 5);
    });
    const recordings = [1, 2, 3, 4].map((seed) => whiteNoise(9000, randomSource(seed)));
    const many = babbleNoise(16_000, recordings, { voices: 6, random: randomSource(1) });
    expect(powerOf(many)).toBeGreaterThan(3);
    expect(powerOf(babbleNoise(100, [new Int16Array(9)], { voices: 3, random: randomSource(1) }))).toBe(0);
  });
});

describe('convolve', () => {
  it('is the sum of shifted impulses', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2500 }), fc.integer({ min: 1, max: 400 }), (length, taps) => {
        const [samples, impulse] = [whiteNoise(length, randomSource(1)), whiteNoise(taps, randomSource(2))];
        const convolved = convolve(samples, impulse);
        expect(convolved).toHaveLength(length);
        for (let i = 0; i < length; i += 37) {
          let expected = 0;
          for (let tap = 0; tap < taps && tap <= i; tap++) expected += impulse[tap]! * samples[i - tap]!;
          expect(convolved[i]).toBeCloseTo(expected, 4);
        }
      }),
      { numRuns: 15 },
    );
  });
});

describe('roomImpulse', () => {
  it('begins with the sound itself, whose power is above that of all echoes by what was asked for', () => {
    const impulse = roomImpulse({ decay: 0.3, direct: 6 }, sampleRate, randomSource(1));
    expect(impulse[0]).toBe(1);
    expect(decibels(impulse.subarray(1), [1])).toBeCloseTo(6 + 10 * Math.log10(impulse.length - 1), 1);
  });

  it('loses 60 dB in the time of decay', () => {
    const impulse = roomImpulse({ decay: 0.4, direct: 3 }, sampleRate, randomSource(2));
    const loss = decibels(impulse.subarray(800, 1600), impulse.subarray(4000, 4800));
    expect(loss).toBeCloseTo((-60 * 0.2) / 0.4, -1);
  });
});

describe('phoneBand', () => {
  it('passes 300 to 3400 Hz and holds back the rest', () => {
    const gain = (hz: number): number =>
      decibels(tone(hz).subarray(2000), phoneBand(tone(hz), sampleRate).subarray(2000));
    expect(gain(300)).toBeCloseTo(-3, 0);
    expect(gain(3400)).toBeCloseTo(-3, 0);
    expect(Math.abs(gain(1000))).toBeLessThan(0.1);
    expect(gain(75)).toBeLessThan(-40);
    expect(gain(7000)).toBeLessThan(-30);
  });
});

describe('augment', () => {
  const tools = () => ({ sampleRate, resampler, others: [tone(200), tone(350)] });

  it('does nothing when nothing was drawn', () => {
    const samples = tone(440);
    expect(augment(samples, { seed: 1 }, tools())).toEqual(samples);
    expect(drawAugmentation({}, randomSource(1))).toEqual({ seed: expect.any(Number) });
    const whole = Int16Array.from(samples, (sample) => 32_768 * sample);
    expect(augment(whole, { seed: 1 }, tools())[40]).toBe(whole[40]! / 32_768);
  });

  it('gives the same to the same seed, another to another, and leaves what it is given as it is', () => {
    const samples = tone(440, 8000);
    for (let seed = 0; seed < 15; seed++) {
      const drawn = drawAugmentation(defaultAugment, randomSource(seed));
      expect(drawAugmentation(defaultAugment, randomSource(seed))).toEqual(drawn);
      const heard = augment(samples, drawn, tools());
      expect(augment(samples, drawn, tools())).toEqual(heard);
      expect(heard.every(Number.isFinite)).toBe(true);
      if (drawn.noise !== undefined)
        expect(augment(samples, { ...drawn, seed: drawn.seed + 1 }, tools())).not.toEqual(heard);
    }
    expect(samples).toEqual(tone(440, 8000));
  });

  it('draws each kind as often as asked, within its range', () => {
    const random = randomSource(1);
    const drawn = Array.from({ length: 2000 }, () => drawAugmentation(defaultAugment, random));
    const share = (has: (one: (typeof drawn)[number]) => boolean): number =>
      drawn.filter(has).length / drawn.length;
    expect(share(({ speed }) => speed !== undefined)).toBeCloseTo(0.8, 1);
    expect(share(({ phone }) => phone === true)).toBeCloseTo(0.15, 1);
    expect(share(({ noise }) => noise?.kind === 'babble')).toBeCloseTo(1 / 6, 1);
    for (const { speed = 1, gain = 0 } of drawn) {
      expect(speed).toBeGreaterThanOrEqual(0.85);
      expect(speed).toBeLessThanOrEqual(1.15);
      expect(gain).toBeLessThanOrEqual(6);
    }
  });

  it('makes speech shorter and higher by its speed', () => {
    const faster = augment(tone(1000), { seed: 1, speed: 1.1 }, tools());
    expect(faster).toHaveLength(Math.ceil(16_000 / 1.1));
    expect(powerAt(faster, 1100)).toBeGreaterThan(1000 * powerAt(faster, 1000));
  });

  it('changes the gain, and cuts off at a part of the loudest sample', () => {
    expect(decibels(tone(440), amplify(tone(440), -12))).toBeCloseTo(-12, 3);
    const clipped = clipAt(tone(440), 0.4);
    expect(Math.max(...clipped)).toBeCloseTo(0.2, 3);
    expect(clipped[1]).toBe(tone(440)[1]);
  });
});

describe('maskFeatures', () => {
  const masks = { timeMasks: 1, timeWidth: 4, timeShare: 0.5, bandMasks: 1, bandWidth: 2 };
  const ones = () => ({ values: new Float32Array(10 * 6).fill(1), frames: 10 });

  it('hides nothing without masks', () => {
    const features = ones();
    maskFeatures(features, { ...masks, timeMasks: 0, bandMasks: 0 }, { bands: 3, random: randomSource(1) });
    expect(features).toEqual(ones());
  });

  it('hides whole frames, and bands in all frames and in each of the joined windows', () => {
    for (let seed = 0; seed < 50; seed++) {
      const time = ones();
      maskFeatures(time, { ...masks, bandMasks: 0 }, { bands: 3, random: randomSource(seed) });
      const rows = Array.from({ length: 10 }, (_, row) => [
        ...new Set(time.values.subarray(row * 6, row * 6 + 6)),
      ]);
      expect(rows.every((row) => row.length === 1)).toBe(true);
      expect(rows.filter(([value]) => value === 0).length).toBeLessThanOrEqual(4);

      const bands = ones();
      maskFeatures(bands, { ...masks, timeMasks: 0 }, { bands: 3, random: randomSource(seed) });
      const hidden = [0, 1, 2].filter((band) => bands.values[band] === 0);
      expect(hidden.length).toBeLessThanOrEqual(2);
      bands.values.forEach((value, i) => {
        expect(value).toBe(hidden.includes(i % 3) ? 0 : 1);
      });
    }
  });

  it('leaves an utterance of one frame, or none, alone in time', () => {
    const features = { values: new Float32Array(6).fill(1), frames: 1 };
    maskFeatures(features, { ...masks, bandMasks: 0 }, { bands: 3, random: randomSource(1) });
    expect([...features.values]).toEqual([1, 1, 1, 1, 1, 1]);
    maskFeatures({ values: new Float32Array(0), frames: 0 }, masks, { bands: 3, random: randomSource(1) });
  });
});

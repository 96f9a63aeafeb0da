import { readdirSync } from 'node:fs';
import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { AudioError } from '../../src/audio/error.ts';
import { readAudio } from '../../src/audio/read-audio.ts';
import { randomSource } from '../../src/random.ts';
import { writeWav } from '../helpers/wav.ts';
import { fixture, fixturesFolder, likeness, problemOf, sound, testLimits } from './sounds.ts';

const fixtures = readdirSync(fixturesFolder);
const limits = testLimits;

const written = vi.spyOn(console, 'error').mockImplementation(() => {});
// What decoders say of broken packets belongs into no log.
afterEach(() => expect(written).not.toHaveBeenCalled());

describe('readAudio', () => {
  it.each([
    ['tone.flac', 'FLAC', 16_000, 1, 0.99999],
    ['stereo-24.flac', 'FLAC', 44_100, 2, 0.9999],
    ['short-end.flac', 'FLAC', 12_000, 1, 0.9999],
    ['tone.mp3', 'MP3', 16_000, 1, 0.99],
    ['stereo.mp3', 'MP3', 32_000, 2, 0.99],
    ['tone.opus', 'Ogg', 48_000, 1, 0.98],
    ['stereo.opus', 'Ogg', 48_000, 2, 0.98],
    ['tone.webm', 'WebM', 48_000, 1, 0.98],
    ['live.webm', 'WebM', 48_000, 1, 0.98],
    ['video.webm', 'WebM', 48_000, 1, 0.98],
    ['pipe.wav', 'WAVE', 16_000, 1, 0.99999],
    ['mulaw.wav', 'WAVE', 8000, 1, 0.999],
  ])('hears %s, at its time', async (name, format, sampleRate, channels, least) => {
    const { samples, seconds, source } = await readAudio(fixture(name), limits);
    expect(source).toEqual({ format, sampleRate, channels });
    expect(likeness(samples, sound(16_000))).toBeGreaterThan(least);
    // WebM does not say how much of its last packet counts.
    expect(seconds).toBeGreaterThan(0.999);
    expect(seconds).toBeLessThan(format === 'WebM' ? 1.02 : 1.001);
  });

  it('hears an extensible WAV of another program', async () => {
    const { samples, seconds } = await readAudio(fixture('extensible.wav'), limits);
    expect(seconds).toBe(0.5);
    expect(likeness(samples, sound(16_000, 0.5))).toBeGreaterThan(0.999);
  });

  it.each([8, 16, 24, 32, 'float'] as const)(
    'hears WAV of %s bits, any rate and number of channels',
    async (bits) => {
      for (const extensible of [false, true]) {
        for (const [sampleRate, count] of [
          [8000, 1],
          [11_025, 2],
          [16_000, 3],
          [96_000, 2],
        ] as const) {
          const channel = sound(sampleRate);
          const channels = Array.from({ length: count }, () => channel);
          const float = bits === 'float';
          const wav = writeWav(channels, { sampleRate, bits: float ? 32 : bits, float, extensible });
          const { samples, source } = await readAudio(wav, limits);
          expect(source).toEqual({ format: 'WAVE', sampleRate, channels: count });
          expect(samples).toHaveLength(16_000);
          expect(likeness(samples, sound(16_000))).toBeGreaterThan(bits === 8 ? 0.999 : 0.9999);
          expect(Math.max(...samples)).toBeCloseTo(0.5, 1);
        }
      }
    },
  );

  it('mixes channels by their mean', async () => {
    const [left, right] = [new Float32Array(400), new Float32Array(400)];
    left.set([0.5, 0.25, 0, 0]);
    right.set([-0.5, 0.25, 1, 0]);
    const wav = writeWav([left, right], { sampleRate: 16_000, bits: 32, float: true });
    expect([...(await readAudio(wav, limits)).samples.subarray(0, 4)]).toEqual([0, 0.25, 0.5, 0]);
  });

  it('hears all links of a chained Ogg file, within the limits', async () => {
    const link = fixture('tone.opus');
    const { samples, seconds } = await readAudio(Buffer.concat([link, link, link]), limits);
    expect(seconds).toBe(3);
    for (const start of [0, 16_000, 32_000]) {
      expect(likeness(samples.subarray(start), sound(16_000))).toBeGreaterThan(0.98);
    }
    expect(await problemOf(Buffer.concat([link, link, link]), { seconds: 2 })).toBe('too_long');
    expect(await problemOf(Buffer.concat([link, fixture('vorbis.ogg')]))).toBe('unsupported');
    expect(await problemOf(Buffer.concat(Array.from({ length: 17 }, () => link)), { seconds: 60 })).toBe(
      'unsupported',
    );
  });

  it('refuses what it cannot hear, and says why', async () => {
    const silent = writeWav([new Float32Array(1600)], { sampleRate: 16_000, bits: 16 });
    const nothing = writeWav([new Float32Array(0)], { sampleRate: 16_000, bits: 16 });
    expect(await problemOf(new Uint8Array(0))).toBe('empty');
    expect(await problemOf(nothing)).toBe('empty');
    expect(await problemOf(silent)).toBe('silent');
    const numbers = new Float32Array(400).fill(0.1);
    numbers.set([Number.NaN, 0.2, Number.POSITIVE_INFINITY]);
    expect(await problemOf(writeWav([numbers], { sampleRate: 16_000, bits: 32, float: true }))).toBe(
      'broken',
    );
    expect(await problemOf(Buffer.from('this is no sound at all'))).toBe('unknown_format');
    expect(await problemOf(fixture('vorbis.ogg'))).toBe('unsupported');
    expect(await problemOf(fixture('tone.flac').subarray(0, 60))).toMatch(/empty|broken/u);
  });

  it('refuses what is too long or too large, however small the file is', async () => {
    for (const name of ['tone.flac', 'tone.mp3', 'tone.opus', 'tone.webm', 'pipe.wav', 'mulaw.wav']) {
      expect(await problemOf(fixture(name), { seconds: 0.5 })).toBe('too_long');
      expect(await problemOf(fixture(name), { decodedBytes: 20_000 })).toBe('too_large');
    }
    const long = writeWav([new Float32Array(8000 * 61)], { sampleRate: 8000, bits: 8 });
    expect(await problemOf(long, { seconds: 60 })).toBe('too_long');
  });

  it('hears as much as there is when a WAV announces more, or nothing of its length', async () => {
    for (const announced of [0xffff_ffff, 1_000_000]) {
      const wav = Buffer.from(writeWav([sound(16_000)], { sampleRate: 16_000, bits: 16 }));
      wav.writeUInt32LE(announced, 40);
      expect((await readAudio(wav, limits)).samples).toHaveLength(16_000);
    }
  });

  it('does not hear a file in the order of another', async () => {
    const [first, second] = await Promise.all([
      readAudio(fixture('tone.flac'), limits),
      readAudio(fixture('stereo-24.flac'), limits),
    ]);
    expect(first.samples).toEqual((await readAudio(fixture('tone.flac'), limits)).samples);
    expect(second.samples).toEqual((await readAudio(fixture('stereo-24.flac'), limits)).samples);
  });
});

/** `bytes` without an end, or with some bits turned. */
function damaged(
  bytes: Uint8Array,
  { cut, flips }: { readonly cut: number; readonly flips: readonly number[] },
): Uint8Array {
  const copy = bytes.slice(0, Math.ceil(bytes.length * cut));
  for (const flip of flips) {
    const at = Math.floor(flip * copy.length * 8);
    if (copy.length > 0) copy[at >> 3] = copy[at >> 3]! ^ (1 << (at & 7));
  }
  return copy;
}

describe('damaged files', () => {
  // Headers are where damage does harm, so most of the turned bits are there.
  const place = fc.oneof(
    fc.double({ min: 0, max: 0.999, noNaN: true }),
    fc.double({ min: 0, max: 0.03, noNaN: true }),
  );
  const damage = fc.record({
    cut: fc.oneof(fc.constant(1), fc.double({ min: 0, max: 1, noNaN: true })),
    flips: fc.array(place, { maxLength: 6 }),
  });

  it.each(fixtures)('%s is heard or refused, in time', async (name) => {
    const bytes = fixture(name);
    await fc.assert(
      fc.asyncProperty(damage, async (what) => {
        const start = performance.now();
        const outcome: unknown = await readAudio(damaged(bytes, what), limits).catch(
          (error: unknown) => error,
        );
        if (outcome instanceof Error) expect(outcome).toBeInstanceOf(AudioError);
        expect(performance.now() - start).toBeLessThan(10_000);
      }),
      { numRuns: 40 },
    );
  });

  it('of no format at all are refused', async () => {
    const random = randomSource(1);
    for (const magic of [
      '',
      'RIFF\0\0\0\0WAVEfmt ',
      'fLaC',
      'OggS',
      'ID3',
      '\x1a\x45\xdf\xa3',
      '\xff\xfb\x90\x64',
    ]) {
      for (let length = 0; length < 600; length += 60) {
        const rest = Uint8Array.from({ length }, () => random.integer(256));
        const outcome: unknown = await readAudio(
          Buffer.concat([Buffer.from(magic, 'latin1'), rest]),
          limits,
        ).catch((error: unknown) => error);
        if (outcome instanceof Error) expect(outcome).toBeInstanceOf(AudioError);
      }
    }
  });
});

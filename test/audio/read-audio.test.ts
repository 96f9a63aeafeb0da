import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { AudioError } from '../../src/audio/error.ts';
import { readAudio } from '../../src/audio/read-audio.ts';
import { randomSource } from '../../src/random.ts';
import { writeWav } from '../helpers/wav.ts';

const folder = join(import.meta.dirname, 'fixtures');
const fixtures = readdirSync(folder);
const limits = { seconds: 10, decodedBytes: 10_000_000 };

// The decoder of FLAC tells the console of each broken frame.
vi.spyOn(console, 'error').mockImplementation(() => {});

function fixture(name: string): Uint8Array {
  return new Uint8Array(readFileSync(join(folder, name)));
}

/** What most fixtures were made of: 0.2 s silence, 0.6 s of 440 Hz at half of full scale, 0.2 s silence. */
function sound(rate: number, seconds = 1): Float32Array {
  return Float32Array.from({ length: seconds * rate }, (_, i) => {
    const time = i / rate - 0.2;
    return time < 0 || time >= 0.6 ? 0 : 0.5 * Math.sin(2 * Math.PI * 440 * time);
  });
}

/** Cosine of the angle between two sounds: 1 if one is the other, louder or not. */
function likeness(a: Float32Array, b: Float32Array): number {
  let [ab, aa, bb] = [0, 0, 0];
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    ab += a[i]! * b[i]!;
    aa += a[i]! ** 2;
    bb += b[i]! ** 2;
  }
  return ab / Math.sqrt(aa * bb);
}

async function problemOf(bytes: Uint8Array, own: Partial<typeof limits> = {}): Promise<string> {
  const error = await readAudio(bytes, { ...limits, ...own }).then(
    () => undefined,
    (problem: unknown) => problem,
  );
  expect(error).toBeInstanceOf(AudioError);
  return (error as AudioError).problem;
}

describe('readAudio', () => {
  it.each([
    ['tone.flac', 'FLAC', 16_000, 1, 0.99999],
    ['stereo-24.flac', 'FLAC', 44_100, 2, 0.9999],
    ['tone.mp3', 'MP3', 16_000, 1, 0.99],
    ['stereo.mp3', 'MP3', 32_000, 2, 0.99],
    ['tone.opus', 'Ogg', 48_000, 1, 0.98],
    ['stereo.opus', 'Ogg', 48_000, 2, 0.98],
    ['tone.webm', 'WebM', 48_000, 1, 0.98],
    ['live.webm', 'WebM', 48_000, 1, 0.98],
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
    const [left, right] = [Float32Array.of(0.5, 0.25, 0, 0), Float32Array.of(-0.5, 0.25, 1, 0)];
    const wav = writeWav([left, right], { sampleRate: 16_000, bits: 32, float: true });
    expect([...(await readAudio(wav, limits)).samples]).toEqual([0, 0.25, 0.5, 0]);
  });

  it('refuses what it cannot hear, and says why', async () => {
    const silent = writeWav([new Float32Array(1600)], { sampleRate: 16_000, bits: 16 });
    const nothing = writeWav([new Float32Array(0)], { sampleRate: 16_000, bits: 16 });
    expect(await problemOf(new Uint8Array(0))).toBe('empty');
    expect(await problemOf(nothing)).toBe('empty');
    expect(await problemOf(silent)).toBe('silent');
    const numbers = Float32Array.of(0.1, Number.NaN, 0.2, Number.POSITIVE_INFINITY);
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

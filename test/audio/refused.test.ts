import { describe, expect, it } from 'vitest';
import { readAudio } from '../../src/audio/read-audio.ts';
import { randomSource } from '../../src/random.ts';
import { writeWav } from '../helpers/wav.ts';
import { errorOf, fixture, problemOf, sound, testLimits } from './sounds.ts';

const wav16 = (samples: Float32Array): Uint8Array => writeWav([samples], { sampleRate: 16_000, bits: 16 });

/** A WAV file that says it has another encoding. */
function encoded(encoding: number, bits: number): Uint8Array {
  const wav = Buffer.from(wav16(sound(16_000)));
  wav.writeUInt16LE(encoding, 20);
  wav.writeUInt16LE(bits, 34);
  return wav;
}

describe('silence', () => {
  const random = randomSource(1);
  /** Numbers of at most so many steps of 16 bits. */
  const noise = (steps: number): Float32Array =>
    Float32Array.from({ length: 16_000 }, () => (random.integer(2 * steps + 1) - steps) / 32_767);

  it('is dither, too, and a few more bits', async () => {
    expect(await problemOf(wav16(noise(1)))).toBe('silent');
    expect(await problemOf(wav16(noise(8)))).toBe('silent');
  });

  it('is not what is very soft', async () => {
    expect((await readAudio(wav16(noise(40)), testLimits)).seconds).toBe(1);
  });
});

it('refuses what is shorter than a window of features', async () => {
  const { problem, message } = await errorOf(wav16(sound(16_000).subarray(4000, 4399)));
  expect(problem).toBe('empty');
  expect(message).toContain('less than 25 ms of sound: send');
  expect((await readAudio(wav16(sound(16_000).subarray(4000, 4400)), testLimits)).seconds).toBe(0.025);
});

it.each([
  ['IMA ADPCM', 17, 4],
  ['GSM 6.10', 49, 0],
  ['64-bit integers', 1, 64],
  ['16-bit floats', 3, 16],
  ['format 0 of WAV', 0, 16],
  ['format 65534 of WAV', 0xfffe, 16],
])('names an encoding of WAV that it does not hear: %s', async (name, encoding, bits) => {
  const { problem, message } = await errorOf(encoded(encoding, bits));
  expect(problem).toBe('unsupported');
  expect(message).toContain(`encoded as ${name}: send`);
});

it('refuses floats that are finite, and no more so when they are resampled', async () => {
  const largest = Float32Array.from({ length: 4800 }, (_, i) => (i % 7 < 3 ? 3.4e38 : -3.4e38));
  expect(await problemOf(writeWav([largest], { sampleRate: 48_000, bits: 32, float: true }))).toBe('broken');
});

describe('FLAC', () => {
  it('that holds fewer samples than it says, or more, is broken', async () => {
    const whole = fixture('tone.flac');
    expect(await problemOf(whole.subarray(0, 7000))).toBe('broken');
    for (const total of [15_999, 16_001]) {
      const lying = Buffer.from(whole);
      lying.writeUInt32BE(total, 22);
      expect(await problemOf(lying)).toBe('broken');
    }
  });

  it('is heard whatever was heard before', async () => {
    const names = ['tone.flac', 'short-end.flac', 'stereo-24.flac'];
    for (const name of [...names, ...names.toReversed()]) {
      expect((await readAudio(fixture(name), testLimits)).seconds).toBe(1);
    }
  });

  it('is heard with a tag behind it', async () => {
    const tag = Buffer.alloc(128);
    tag.write('TAG');
    expect((await readAudio(Buffer.concat([fixture('tone.flac'), tag]), testLimits)).seconds).toBe(1);
  });
});

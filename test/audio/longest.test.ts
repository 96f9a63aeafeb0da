import { readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import { longestSeconds } from '../../src/audio/longest.ts';
import { readAudio } from '../../src/audio/read-audio.ts';
import { writeWav } from '../helpers/wav.ts';
import { fixture, fixturesFolder, testLimits } from './sounds.ts';

const limit = testLimits.seconds;

it('is as long as a file is at least, and about as long where its format tells', async () => {
  for (const name of readdirSync(fixturesFolder).filter((each) => each !== 'vorbis.ogg')) {
    const { seconds } = await readAudio(fixture(name), testLimits);
    const longest = longestSeconds(fixture(name), limit);
    expect(longest).toBeGreaterThanOrEqual(seconds);
    expect(longest).toBeLessThan(/wav|flac|opus/u.test(name) ? seconds + 0.03 : limit + 0.001);
  }
});

it('does not believe the bytes a second that a WAV says, nor a rate that would make it shorter', () => {
  const wav = Buffer.from(writeWav([new Float32Array(8000)], { sampleRate: 2000, bits: 8 }));
  wav.writeUInt32LE(0xffff_ffff, 28);
  wav.writeUInt16LE(0xffff, 32);
  expect(longestSeconds(wav, limit)).toBeCloseTo(4, 1);
  wav.writeUInt16LE(0, 32);
  wav.writeUInt32LE(0, 24);
  expect(longestSeconds(wav, limit)).toBe(limit);
});

it('counts each packet of Opus, which may take next to no bytes', () => {
  // Behind the two pages of headers: a page of 200 packets of one byte, each of 60 ms.
  const tone = Buffer.from(fixture('tone.opus'));
  const second = tone.indexOf('OggS', 4);
  const third = tone.indexOf('OggS', second + 4);
  const page = Buffer.alloc(27 + 200 + 200, 3 << 3);
  page.write('OggS', 0);
  page.fill(0, 4, 26);
  tone.copy(page, 14, 14, 18);
  page[26] = 200;
  page.fill(1, 27, 227);
  const file = Buffer.concat([tone.subarray(0, third), page]);
  expect(longestSeconds(file, 60)).toBeCloseTo(12, 6);
  expect(longestSeconds(file, 5)).toBe(5);
});

it('counts as the longest there may be what only decoding would tell', () => {
  const flac = Buffer.from(fixture('tone.flac'));
  flac.writeUInt32BE(0, 22);
  for (const bytes of [
    flac,
    fixture('tone.webm'),
    fixture('tone.mp3'),
    Buffer.from('RIFF'),
    new Uint8Array(),
  ]) {
    expect(longestSeconds(bytes, limit)).toBe(limit);
  }
});

import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { AudioError } from '../../src/audio/error.ts';
import { readAudio } from '../../src/audio/read-audio.ts';
import { type RandomSource, randomSource } from '../../src/random.ts';
import { fixture, fixturesFolder, testLimits } from './sounds.ts';

const mebibyte = 2 ** 20;
// Far more than it takes, for a busy machine.
const patience = 5000;

/** Why a file is refused, or `heard`; both in time. */
async function outcomeOf(bytes: Uint8Array): Promise<string> {
  const start = performance.now();
  const outcome: unknown = await readAudio(bytes, testLimits).catch((error: unknown) => error);
  expect(performance.now() - start).toBeLessThan(patience);
  if (!(outcome instanceof Error)) return 'heard';
  expect(outcome).toBeInstanceOf(AudioError);
  return (outcome as AudioError).problem;
}

function noise(length: number, random: RandomSource): Uint8Array {
  return Uint8Array.from({ length }, () => random.integer(256));
}

/** Elements of Matroska that hold nothing, two bytes each. */
function emptyElements(length: number): Uint8Array {
  return new Uint8Array(length).map((_, i) => (i % 2 === 0 ? 0xec : 0x80));
}

describe('WebM that goes on as junk', () => {
  // Its segment is as long as the file.
  const live = fixture('live.webm');

  it.each([100, 1000, 20_000, 16 * mebibyte])('%i zeros', async (length) => {
    expect(await outcomeOf(Buffer.concat([live, new Uint8Array(length)]))).toBe('broken');
    expect(await outcomeOf(Buffer.concat([live.subarray(0, 200), new Uint8Array(length)]))).toBe('broken');
  });

  it('of few bytes', async () => {
    for (let length = 0; length < 20; length++) {
      await outcomeOf(Buffer.concat([live, new Uint8Array(length)]));
      expect(await outcomeOf(Buffer.concat([live.subarray(0, 200), new Uint8Array(length)]))).not.toBe(
        'heard',
      );
    }
  });

  it('noise, and empty elements', async () => {
    expect(await outcomeOf(Buffer.concat([live, noise(4 * mebibyte, randomSource(1))]))).toBe('broken');
    expect(await outcomeOf(Buffer.concat([live, emptyElements(16 * mebibyte)]))).toBe('broken');
  });
});

it.each(readdirSync(fixturesFolder))(
  '%s with a part of it changed or cut off is heard or refused, in time',
  async (name) => {
    const random = randomSource(name);
    const whole = fixture(name);
    for (let run = 0; run < 40; run++) {
      // Most of what makes a reader lose its way is in front.
      const near = random.next() < 0.5 ? Math.min(whole.length, 400) : whole.length;
      const cut = whole.slice(0, 1 + random.integer(near));
      for (let change = random.integer(3); change > 0; change--) {
        cut[random.integer(cut.length)] = random.pick([0, 255, random.integer(256)]);
      }
      const tail = random.pick([
        new Uint8Array(random.integer(200)),
        noise(random.integer(200), random),
        whole,
      ]);
      await outcomeOf(Buffer.concat([cut, tail]));
    }
  },
);

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { AudioError } from '../../src/audio/error.ts';
import { readAudio } from '../../src/audio/read-audio.ts';

/** Where the recordings of these tests are. */
export const fixturesFolder = join(import.meta.dirname, 'fixtures');

/** More than any of them has. */
export const testLimits = { seconds: 10, decodedBytes: 10_000_000 };

/** The bytes of a recording. */
export function fixture(name: string): Uint8Array {
  return new Uint8Array(readFileSync(join(fixturesFolder, name)));
}

/** What most fixtures were made of: 0.2 s silence, 0.6 s of 440 Hz at half of full scale, 0.2 s silence. */
export function sound(rate: number, seconds = 1): Float32Array {
  return Float32Array.from({ length: seconds * rate }, (_, i) => {
    const time = i / rate - 0.2;
    return time < 0 || time >= 0.6 ? 0 : 0.5 * Math.sin(2 * Math.PI * 440 * time);
  });
}

/** Cosine of the angle between two sounds: 1 if one is the other, louder or not. */
export function likeness(a: Float32Array, b: Float32Array): number {
  let [ab, aa, bb] = [0, 0, 0];
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    ab += a[i]! * b[i]!;
    aa += a[i]! ** 2;
    bb += b[i]! ** 2;
  }
  return ab / Math.sqrt(aa * bb);
}

/** Why a recording is refused, which it must be. */
export async function errorOf(bytes: Uint8Array, own: Partial<typeof testLimits> = {}): Promise<AudioError> {
  const error = await readAudio(bytes, { ...testLimits, ...own }).then(
    () => undefined,
    (problem: unknown) => problem,
  );
  expect(error).toBeInstanceOf(AudioError);
  return error as AudioError;
}

/** The same in one word. */
export async function problemOf(bytes: Uint8Array, own: Partial<typeof testLimits> = {}): Promise<string> {
  return (await errorOf(bytes, own)).problem;
}

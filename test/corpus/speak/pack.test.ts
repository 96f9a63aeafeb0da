import { appendFileSync, mkdtempSync, readFileSync, rmSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openPack } from '../../../src/corpus/speak/pack.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'slotline-pack-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const step = 4;
const count = 18;
const file = (clip: number) => ({
  bytes: Buffer.from(`sound ${clip} `.repeat(1 + (clip % 3))),
  entry: { id: `${clip}`, fmt: 'flac' as const, sr: 16_000, dur: 1, clip },
});
const kept = (last: number): number => last - (last % step);

/** Writes what is missing; clip 5 has no sound, and neither has the end of the third step. */
function goOn(where: string): void {
  const pack = openPack(where, kept);
  const last = pack.entries.at(-1)?.clip;
  for (let from = last === undefined ? 0 : kept(last) + step; from < count; from += step) {
    const clips = Array.from({ length: Math.min(step, count - from) }, (_, i) => from + i);
    pack.add(clips.filter((clip) => clip !== 5 && clip !== 11).map(file));
  }
}
const contents = (where: string) => ({
  pack: readFileSync(join(where, 'audio.pack'), 'utf8'),
  index: readFileSync(join(where, 'index.jsonl'), 'utf8'),
});

describe('openPack', () => {
  it('puts each file where its entry says', () => {
    goOn(folder);
    const { pack, index } = contents(folder);
    const entries = index
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(entries.map(({ id }) => id)).toEqual(
      Array.from({ length: count }, (_, i) => `${i}`).filter((id) => id !== '5' && id !== '11'),
    );
    for (const { off, len, clip } of entries)
      expect(pack.slice(off, off + len)).toBe(file(clip).bytes.toString());
  });

  it('ends with the same bytes wherever it was stopped', () => {
    const whole = join(folder, 'whole');
    goOn(whole);
    const expected = contents(whole);
    fc.assert(
      fc.property(fc.nat({ max: expected.index.length }), fc.string({ maxLength: 9 }), (cut, rest) => {
        const stopped = mkdtempSync(join(folder, 'stopped-'));
        goOn(stopped);
        truncateSync(join(stopped, 'index.jsonl'), cut);
        appendFileSync(join(stopped, 'audio.pack'), rest);
        // A second opening in which nothing is added must not lose anything either.
        openPack(stopped, kept);
        goOn(stopped);
        expect(contents(stopped)).toEqual(expected);
      }),
      { numRuns: 40 },
    );
  });
});

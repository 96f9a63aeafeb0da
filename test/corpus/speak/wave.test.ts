import { describe, expect, it } from 'vitest';
import { readWave, trimmed } from '../../../src/corpus/speak/wave.ts';
import { riff } from './riff.ts';

describe('readWave', () => {
  it('reads samples and rate, whatever chunks stand between', () => {
    const samples = Int16Array.from([0, 1, -1, 32767, -32768]);
    for (const bytes of [
      riff(samples, 22_050),
      riff(samples, 22_050, Buffer.from('LIST\x03\x00\x00\x00abc\x00', 'latin1')),
    ]) {
      expect(readWave(bytes)).toEqual({ rate: 22_050, samples });
    }
  });

  it('reads as much as there is when the header promises more, as one written to a pipe does', () => {
    const bytes = riff(Int16Array.from([5, 6]), 16_000);
    bytes.writeUInt32LE(0x7fffffff, bytes.length - 2 * 2 - 4);
    expect(readWave(bytes)?.samples).toEqual(Int16Array.from([5, 6]));
  });

  it('refuses other files', () => {
    expect(readWave(Buffer.from('no sound'))).toBeUndefined();
    const stereo = riff(Int16Array.from([5, 6]), 16_000);
    stereo.writeUInt16LE(2, 22);
    expect(readWave(stereo)).toBeUndefined();
    const bytes8 = riff(Int16Array.from([5, 6]), 16_000);
    bytes8.writeUInt16LE(8, 34);
    expect(readWave(bytes8)).toBeUndefined();
  });
});

describe('trimmed', () => {
  it('cuts silence but for a margin, and makes the peak as loud as asked', () => {
    const samples = new Int16Array(1000);
    samples.set([400, -8000, 4000], 500);
    const { samples: kept } = trimmed({ rate: 1000, samples }, 0.5);
    expect(kept.length).toBe(30 + 3 + 30);
    expect(Math.abs(Math.min(...kept) + 0.5 * 32767)).toBeLessThanOrEqual(1);
  });

  it('keeps what there is when there is no silence', () => {
    const samples = Int16Array.from([8000, -8000]);
    expect(trimmed({ rate: 1000, samples }, 0.5).samples.length).toBe(2);
  });

  it('gives nothing of a silent sound', () => {
    expect(trimmed({ rate: 1000, samples: new Int16Array(1000).fill(20) }, 0.5).samples.length).toBe(0);
  });
});

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serialize } from 'node:v8';
import { afterAll, describe, expect, it } from 'vitest';
import {
  type Checkpoint,
  CheckpointError,
  readCheckpoint,
  startPosition,
  writeCheckpoint,
} from '../../src/training/checkpoint.ts';

const folder = mkdtempSync(join(tmpdir(), 'slotline-checkpoint-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const file = join(folder, 'out.checkpoint');
const checkpoint: Checkpoint = {
  formatVersion: 3,
  fingerprint: 'f',
  position: { ...startPosition(), lossSum: Number.POSITIVE_INFINITY },
  weights: Float32Array.of(1, 2),
  average: Float32Array.of(3, 4),
  slots: [Float32Array.of(5, 6)],
  best: Float32Array.of(7, 8),
};
const record = {
  epoch: 0,
  loss: 1,
  devScore: 0,
  learningRate: 1,
  seconds: 1,
  sentencesPerSecond: 1,
  gradientNorm: { median: 1, largest: 2 },
  best: true,
};
checkpoint.position.history.epochs.push(record);
checkpoint.position.history.steps.push({ step: 1, loss: 1, gradientNorm: Number.NaN });

describe('a checkpoint', () => {
  it('is read as it was written', async () => {
    await writeCheckpoint(file, checkpoint);
    expect(await readCheckpoint(file)).toEqual(checkpoint);
  });

  it('is undefined where there is no file', async () => {
    expect(await readCheckpoint(join(folder, 'none'))).toBeUndefined();
  });

  it.each<[string, () => Uint8Array]>([
    ['is empty', () => new Uint8Array()],
    ['was cut short', () => readFileSync(file).subarray(0, 200)],
    ['is something else', () => Buffer.from('{"formatVersion": 3}')],
    ['holds another value', () => serialize(['no'])],
    ['is of another version', () => serialize({ ...checkpoint, formatVersion: 2 })],
    ['lacks a part', () => serialize({ ...checkpoint, best: undefined })],
    ['lacks a number', () => serialize({ ...checkpoint, position: { ...checkpoint.position, step: '1' } })],
    ['has arrays of several lengths', () => serialize({ ...checkpoint, average: Float32Array.of(1) })],
  ])('is refused with its name and the remedy when the file %s', async (_, bytes) => {
    await writeCheckpoint(file, checkpoint);
    const wrong = join(folder, 'wrong.checkpoint');
    writeFileSync(wrong, bytes());
    const reading = readCheckpoint(wrong);
    await expect(reading).rejects.toThrow(CheckpointError);
    await expect(reading).rejects.toThrow(/wrong\.checkpoint: .+--restart/);
  });
});

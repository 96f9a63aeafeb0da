import { PassThrough } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { trainingProgress } from '../../src/cli/progress.ts';
import type { Checkpoint } from '../../src/training/checkpoint.ts';
import { startPosition } from '../../src/training/checkpoint.ts';
import type { TrainingEvent } from '../../src/training/loop.ts';
import { trainingSchema } from '../../src/training/settings.ts';

const settings = trainingSchema.parse({ epochs: 2 });
const checkpoint: Checkpoint = {
  formatVersion: 3,
  fingerprint: '',
  position: { ...startPosition(), bestScore: 0.9, bestEpoch: 0 },
  weights: new Float32Array(),
  average: new Float32Array(),
  slots: [],
  best: new Float32Array(),
};
const step = (batch: number): TrainingEvent => {
  const place = { epoch: 0, batch, batches: 10, step: batch - 1 };
  return { kind: 'step', ...place, loss: 0.5, gradientNorm: 1, sentencesPerSecond: 1234 };
};
const record = {
  ...{ epoch: 0, loss: 0.5, devScore: 0.9, learningRate: 1, sentencesPerSecond: 1234, seconds: 8 },
  gradientNorm: { median: 1, largest: 2 },
};
const epoch: TrainingEvent = { kind: 'epoch', checkpoint, record: { ...record, best: true } };
const end: TrainingEvent = { kind: 'end', checkpoint, reason: 'finished' };

function outputOf(isTTY: boolean, events: readonly TrainingEvent[]): string {
  const stream = Object.assign(new PassThrough({ encoding: 'utf8' }), { isTTY, columns: 80 });
  const progress = trainingProgress(stream, settings);
  for (const event of events) {
    progress.event(event);
    vi.advanceTimersByTime(10_000);
  }
  progress.stop();
  return stripVTControlCharacters(stream.read() ?? '');
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubEnv('CI', undefined);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
});

const epochLine = 'epoch 1/2  loss 0.5000  dev F1 90.00 %  1,234 sentences/s  8.0 s  best\n';
const endLine = 'Training ended: all 2 epochs done; best dev F1 90.00 % after epoch 1\n';

describe('trainingProgress', () => {
  it('prints one line an epoch where there is no terminal', () => {
    expect(outputOf(false, [step(1), step(10), epoch, end])).toBe(epochLine + endLine);
  });

  it('prints a line every half a minute of a slow epoch', () => {
    const lines = outputOf(false, [1, 2, 3, 4, 5].map(step)).split('\n');
    expect(lines).toEqual(['epoch 1/2  40 %  loss 0.5000  1,234 sentences/s  2m40s left', '']);
  });

  it('draws a bar on a terminal, and leaves the lines of the epochs', () => {
    const output = outputOf(true, [step(1), step(5), step(10), epoch, step(1), end]);
    expect(output).toContain('epoch 1/2 ━━━━━───── 50 %  loss 0.5000  1,234/s  ');
    expect(output).toContain('scoring dev');
    expect(output).toContain('best F1 90.00 %');
    expect(output).toContain(epochLine);
    expect(output.endsWith(endLine)).toBe(true);
  });

  it('draws no bar with CI set', () => {
    vi.stubEnv('CI', 'true');
    expect(outputOf(true, [step(1), epoch])).toBe(epochLine);
  });
});

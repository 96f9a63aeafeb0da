import { PassThrough } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type RunsProgress, runsProgress } from '../../src/cli/compare-progress.ts';

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubEnv('CI', undefined);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
});

function outputOf(isTTY: boolean, show: (progress: RunsProgress) => void): string {
  const stream = Object.assign(new PassThrough({ encoding: 'utf8' }), { isTTY, columns: 120 });
  const progress = runsProgress(stream, 4);
  show(progress);
  progress.stop();
  return stripVTControlCharacters(stream.read() ?? '');
}

const step = (progress: RunsProgress, run: string, share: number): void => {
  const rest = { loss: 0.5, sentencesPerSecond: 9, bestF1: 0.9 };
  progress.step(run, { kind: 'step', epoch: 1 + Math.floor(10 * share), epochs: 10, share, ...rest });
  vi.advanceTimersByTime(10_000);
};

describe('runsProgress', () => {
  it('prints a line for each run that ends where there is no terminal', () => {
    const output = outputOf(false, (progress) => {
      step(progress, 'lstm-s1', 0.1);
      progress.ended('lstm-s1', 'LSTM, seed 1: done');
      progress.ended('gru-s1', 'GRU, seed 1: failed');
    });
    expect(output).toBe('[1/4] LSTM, seed 1: done\n[2/4] GRU, seed 1: failed\n');
  });

  it('prints how far all runs are every half a minute, and how long the rest may take', () => {
    const output = outputOf(false, (progress) => {
      for (const share of [0, 0.1, 0.2, 0.3]) step(progress, 'lstm-s1', share);
    });
    // 0.3 of one run in 30 s: the other 3.7 take 370 s.
    expect(output).toBe('lstm-s1 30 % (epoch  4/10  loss 0.5000  best F1 90.00 %), about 6m10s left\n');
  });

  it('draws a bar for each run under way on a terminal, and one for all', () => {
    const output = outputOf(true, (progress) => {
      step(progress, 'lstm-s1', 0.5);
      step(progress, 'gru-s1', 0.25);
      progress.measuring('lstm-s1');
      vi.advanceTimersByTime(1000);
      progress.ended('lstm-s1', 'LSTM, seed 1: done');
      step(progress, 'gru-s1', 0.5);
    });
    expect(output).toContain('lstm-s1 ━━━━━───── 50 %  epoch  6/10  loss 0.5000  best F1 90.00 %');
    expect(output).toContain('gru-s1  ━━━─────── 25 %');
    expect(output).toContain('lstm-s1 ━━━━━━━━━━ 100 %  measuring');
    expect(output).toMatch(/all {5}━━━━?──+ 3\d %/);
    expect(output).toContain('[1/4] LSTM, seed 1: done\n');
  });
});

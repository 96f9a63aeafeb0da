import { describe, expect, it } from 'vitest';
import type { RunResult } from '../../src/compare/run-result.ts';
import { throughput } from '../../src/compare/run-result.ts';
import { madeUpResults, madeUpRun } from './made-up.ts';

describe('summarize', () => {
  const results = madeUpResults();
  const [lstm, elman, irnn] = results.networks;

  it('gives means and deviations over the seeds', () => {
    expect(lstm!.f1.test).toEqual({
      mean: expect.closeTo(0.91, 12),
      deviation: expect.closeTo(0.01, 12),
      values: [0.9, 0.91, 0.92],
    });
    expect(lstm!.f1.seen!.mean).toBeCloseTo(0.93, 12);
    expect(lstm!.f1.unseen!.mean).toBeCloseTo(0.81, 12);
    expect(lstm!.swap).toEqual({ values: 0.5, context: null, overall: 0.5, places: 0.75 });
    expect(lstm).toMatchObject({ seconds: 10, bestEpoch: 2, sentencesPerSecond: 50 });
  });

  it('leaves out what diverged before it had weights, and tells what failed', () => {
    expect(elman!.f1.test).toEqual({
      mean: expect.closeTo(0.85, 12),
      deviation: expect.any(Number),
      values: [0.8, null, 0.9],
    });
    expect(elman!.runs.map(({ state }) => state)).toEqual(['trained', 'diverged', 'trained']);
    expect(irnn!.runs[2]).toEqual({
      seed: 3,
      folder: 'runs/irnn-s3',
      state: 'failed',
      problem: 'it crashed',
      result: null,
    });
    expect(irnn!.f1.test).toBeNull();
    expect(irnn!.latency).toBeNull();
  });

  it('sums gradient norms up by epoch over the runs that came so far', () => {
    expect(lstm!.gradientNorms).toEqual([
      { epoch: 1, median: 2, largest: 30 },
      { epoch: 2, median: 2.5, largest: 30 },
    ]);
  });

  it('compares latencies with the first bidirectional LSTM of one layer, or with the network that is named', () => {
    expect(results.ran.latency).toEqual({ tokens: 12, baseline: 'LSTM' });
    expect([lstm!.latency, elman!.latency]).toEqual([
      { milliseconds: 0.2, ratio: 1 },
      { milliseconds: 0.1, ratio: 0.5 },
    ]);
    const named = madeUpResults({ baseline: 'Elman' });
    expect(named.networks[0]!.latency!.ratio).toBe(2);
    const without = madeUpResults({ baseline: 'IRNN' });
    expect(without.networks[0]!.latency!.ratio).toBeNull();
  });

  it('checks orders by test, or by dev where there is no test part', () => {
    expect(results.orders[0]).toMatchObject({ verdict: 'too close to tell' });
    expect(results.orders[1]).toMatchObject({ verdict: 'cannot be told' });
    const onDev = madeUpResults({ test: false });
    expect(onDev.scoredOn).toBe('dev');
    expect(onDev.networks[0]!.f1).toMatchObject({
      test: null,
      seen: null,
      dev: { mean: expect.closeTo(0.95, 12) },
    });
    expect(onDev.networks[0]!.swap.overall).toBe(0.5);
  });
});

describe('throughput', () => {
  const epochs = (...pairs: [number, number][]): RunResult['epochs'] =>
    pairs.map(([seconds, sentencesPerSecond]) => ({
      ...madeUpRun(1, 0.9).epochs[0]!,
      seconds,
      sentencesPerSecond,
    }));

  it('counts the sentences of all epochs by the time of all', () => {
    expect(throughput(epochs([1, 300], [3, 100]))).toBe(150);
    expect(throughput([])).toBeNull();
  });
});

import { describe, expect, it } from 'vitest';
import { readSplits } from '../../src/corpus/splits.ts';
import { runClipping } from '../../src/surface/clipping.ts';

const splits = readSplits('data/sample');

describe('two trainings with and without clipping', () => {
  it('part at once where gradients explode: one becomes no number, the other learns', async () => {
    const settings = { cell: 'irnn', learningRate: 0.3, norm: 1, epochs: 6, seed: 1 } as const;
    const { clipped, unclipped, jumpAt } = await runClipping(splits, settings);
    const { divergedAt } = unclipped;
    expect(divergedAt).toBeLessThan(20);
    expect(jumpAt).toBeLessThanOrEqual(divergedAt!);
    expect(unclipped.steps).toHaveLength(divergedAt! - 1);
    expect(unclipped.devF1).toEqual([]);
    expect(clipped.divergedAt).toBeUndefined();
    expect(clipped.devF1).toHaveLength(6);
    const mean = (from: number) =>
      clipped.steps.slice(from, from + 30).reduce((sum, { loss }) => sum + loss / 30, 0);
    expect(mean(clipped.steps.length - 30)).toBeLessThan(mean(0) / 1.25);
    // The same first batch and weights, before anything was clipped.
    expect(unclipped.steps[0]).toEqual(clipped.steps[0]);
    const all = [...clipped.steps, ...unclipped.steps];
    expect(all.every(({ loss, gradientNorm }) => Number.isFinite(loss + gradientNorm))).toBe(true);
  });

  it('are one and the same where nothing is large enough to be clipped', async () => {
    const settings = { cell: 'elman', learningRate: 0.001, norm: 1e6, epochs: 1, seed: 2 } as const;
    const { clipped, unclipped, jumpAt } = await runClipping(splits, settings);
    expect(unclipped).toEqual(clipped);
    expect(jumpAt).toBeUndefined();
  });
});

import { describe, expect, it } from 'vitest';
import { addingBaseline } from '../../src/surface/adding-problem.ts';
import { type AddingCell, type AddingSettings, runAdding } from '../../src/surface/adding-run.ts';

const settings = (cell: AddingCell): AddingSettings => ({
  ...{ cell, length: 10, batch: 16, clipping: 1, seed: 1 },
  // The IRNN starts with weights near zero, and so takes its time.
  ...(cell === 'irnn'
    ? { hidden: 32, steps: 800, learningRate: 0.005 }
    : { hidden: 16, steps: 400, learningRate: 0.01 }),
});

describe('a training on the adding problem', () => {
  it.each(['elman', 'irnn', 'lstm', 'gru'] as const)(
    'teaches %s to do better than always 1',
    async (cell) => {
      const { losses, atStart, atEnd, divergedAt } = await runAdding(settings(cell));
      expect(divergedAt).toBeUndefined();
      expect(losses).toHaveLength(100);
      expect(losses.at(-1)!.step).toBe(settings(cell).steps);
      const last = losses.slice(-10).reduce((sum, { loss }) => sum + loss / 10, 0);
      expect(last).toBeLessThan(addingBaseline / 2);
      for (const reach of [atStart, atEnd]) {
        expect(Object.keys(reach)).toEqual(cell === 'lstm' ? ['h', 'c'] : ['h']);
        for (const norms of Object.values(reach)) {
          expect(norms).toHaveLength(10);
          expect(norms.every((norm) => Number.isFinite(norm) && norm >= 0)).toBe(true);
        }
      }
      expect(atEnd).not.toEqual(atStart);
    },
  );

  it('gives the same numbers for the same seed, and others for another', async () => {
    const short = { ...settings('gru'), steps: 30 };
    const first = await runAdding(short);
    expect(await runAdding(short)).toEqual(first);
    const other = await runAdding({ ...short, seed: 2 });
    expect(other.losses).not.toEqual(first.losses);
  });

  it('stops where the loss is no number any more', async () => {
    const wild = { ...settings('irnn'), length: 60, learningRate: 10, clipping: 1e9 };
    const { divergedAt, losses } = await runAdding(wild);
    expect(divergedAt).toBeLessThan(50);
    expect(losses.every(({ loss }) => Number.isFinite(loss))).toBe(true);
  });
});

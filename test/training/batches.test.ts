import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dealOut, planBatches } from '../../src/training/batches.ts';

const lengths = fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 300 });

describe('batches', () => {
  it('hold every example once', () => {
    fc.assert(
      fc.property(lengths, fc.integer({ min: 1, max: 40 }), fc.nat(), (sizes, batch, seed) => {
        const batches = planBatches(sizes, { batch, seed, epoch: 0 });
        expect(batches.flat().sort((a, b) => a - b)).toEqual([...sizes.keys()]);
        expect(batches.every((each) => each.length <= batch)).toBe(true);
      }),
    );
  });

  it('hold no more tokens than they may, padding included, unless one text has more', () => {
    fc.assert(
      fc.property(lengths, fc.integer({ min: 1, max: 200 }), fc.nat(), (sizes, batchTokens, seed) => {
        const batches = planBatches(sizes, { batch: 16, batchTokens, seed, epoch: 0 });
        expect(batches.flat().sort((a, b) => a - b)).toEqual([...sizes.keys()]);
        for (const batch of batches) {
          const padded = batch.length * Math.max(...batch.map((index) => sizes[index]!));
          expect(batch.length === 1 || padded <= batchTokens).toBe(true);
        }
      }),
    );
  });

  it('are the same for the same seed and epoch, and others for another', () => {
    const sizes = Array.from({ length: 100 }, (_, index) => (index % 30) + 1);
    const plan = { batch: 8, seed: 3, epoch: 2 };
    expect(planBatches(sizes, plan)).toEqual(planBatches(sizes, plan));
    expect(planBatches(sizes, plan)).not.toEqual(planBatches(sizes, { ...plan, epoch: 3 }));
    expect(planBatches(sizes, plan)).not.toEqual(planBatches(sizes, { ...plan, seed: 4 }));
  });

  it('put like lengths together: padding stays under a third', () => {
    const sizes = Array.from({ length: 960 }, (_, index) => (index % 40) + 1);
    const padded = planBatches(sizes, { batch: 32, seed: 1, epoch: 0 })
      .map((batch) => batch.length * Math.max(...batch.map((index) => sizes[index]!)))
      .reduce((sum, size) => sum + size);
    expect(padded / sizes.reduce((sum, size) => sum + size)).toBeLessThan(1.34);
  });

  it('are dealt out to workers whole', () => {
    expect(dealOut([5, 6, 7, 8, 9], 2)).toEqual([
      [5, 7, 9],
      [6, 8],
    ]);
    expect(dealOut([5], 3)).toEqual([[5], [], []]);
  });
});

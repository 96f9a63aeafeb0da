import fc from 'fast-check';
import { expect, it } from 'vitest';
import { PaddedBatch } from '../../../src/runtime/pool/padded.ts';

it('takes the first sentence whatever its length', () => {
  expect(new PaddedBatch(10).add(1000)).toBe(true);
});

it('never holds more tokens than its budget, and never pads dearly', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 1, maxLength: 60 }),
      fc.integer({ min: 1, max: 800 }),
      (sizes, budget) => {
        const batch = new PaddedBatch(budget);
        const taken = sizes.filter((size) => batch.add(size));
        const padded = Math.max(...taken) * taken.length;
        const sum = taken.reduce((total, size) => total + size, 0);
        expect(padded <= budget || taken.length === 1).toBe(true);
        expect(padded - sum).toBeLessThanOrEqual(Math.max(24, padded * 0.25));
      },
    ),
  );
});

it('is full when no sentence could join', () => {
  const batch = new PaddedBatch(20);
  batch.add(10);
  expect(batch.full).toBe(false);
  batch.add(9);
  expect(batch.full).toBe(true);
});

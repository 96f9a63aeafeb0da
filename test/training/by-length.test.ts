import fc from 'fast-check';
import { expect, it } from 'vitest';
import { answerByLength } from '../../src/training/by-length.ts';

it('answers every example once, in the order given, in batches of like lengths', async () => {
  const texts = fc.array(fc.string({ maxLength: 12 }));
  await fc.assert(
    fc.asyncProperty(texts, fc.integer({ min: 1, max: 5 }), async (examples, size) => {
      const seen: number[] = [];
      const answers = await answerByLength(
        examples,
        { size, lengthOf: ({ length }) => length },
        async (batch) => {
          expect(batch.length).toBeLessThanOrEqual(size);
          seen.push(...batch.map(({ length }) => length));
          return batch.map((text) => `${text}!`);
        },
      );
      expect(answers).toEqual(examples.map((text) => `${text}!`));
      expect(seen).toEqual(seen.toSorted((a, b) => a - b));
    }),
  );
});

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readFragment, writeFragment } from '../../src/playground/fragment.ts';

it('reads what it writes, whatever is in it', () => {
  const words = fc.string({ unit: 'grapheme' });
  const shared = fc.record(
    {
      text: words,
      model: words.filter((name) => name !== ''),
      requested: fc.array(words),
      open: fc.array(words),
      limit: fc.nat(),
      minScore: fc.double({ min: 0, max: 1, noNaN: true }).map((score) => score + 0),
    },
    { requiredKeys: ['text', 'requested', 'open'] },
  );
  fc.assert(
    fc.property(shared, (given) => {
      const fragment = writeFragment(given);
      expect(readFragment(fragment)).toEqual(given);
      expect(new URL(fragment, 'http://localhost/playground').hash).toBe(fragment);
    }),
  );
});

it.each(['', '#', '#model=booking', '#anything'])('takes nothing from "%s"', (fragment) => {
  expect(readFragment(fragment)).toBeUndefined();
});

it('takes no limit and no score that are no numbers', () => {
  expect(readFragment('#text=a&limit=many&minScore=')).toEqual({ text: 'a', requested: [], open: [] });
});

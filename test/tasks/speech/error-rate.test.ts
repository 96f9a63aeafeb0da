import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addEdits,
  countEdits,
  errorRate,
  lettersOf,
  noEdits,
  wordsOf,
} from '../../../src/tasks/speech/error-rate.ts';

/** The fewest edits by trying all ways of each step. */
function bruteForce(reference: readonly string[], hypothesis: readonly string[]): number {
  if (reference.length === 0) return hypothesis.length;
  if (hypothesis.length === 0) return reference.length;
  const [r, h] = [reference.slice(1), hypothesis.slice(1)];
  return Math.min(
    bruteForce(r, h) + (reference[0] === hypothesis[0] ? 0 : 1),
    bruteForce(r, hypothesis) + 1,
    bruteForce(reference, h) + 1,
  );
}

const short = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 5 });

describe('countEdits', () => {
  it('counts as few as trying all ways does, and counts that lead from the one length to the other', () => {
    fc.assert(
      fc.property(short, short, (reference, hypothesis) => {
        const { substitutions, deletions, insertions, reference: length } = countEdits(reference, hypothesis);
        expect(substitutions + deletions + insertions).toBe(bruteForce(reference, hypothesis));
        expect(length).toBe(reference.length);
        expect(reference.length - deletions + insertions).toBe(hypothesis.length);
        expect(Math.min(substitutions, deletions, insertions)).toBeGreaterThanOrEqual(0);
        expect(substitutions + deletions).toBeLessThanOrEqual(reference.length);
      }),
    );
  });

  it.each([
    ['a b c', 'a b c', [0, 0, 0]],
    ['a b c', 'a x c', [1, 0, 0]],
    ['a b c', 'a c', [0, 1, 0]],
    ['a c', 'a b c', [0, 0, 1]],
    ['', 'a b', [0, 0, 2]],
    ['a b', '', [0, 2, 0]],
    ['a b', 'c', [1, 1, 0]],
  ])('of "%s" heard as "%s" is %j', (said, heard, [substitutions, deletions, insertions]) => {
    expect(countEdits(wordsOf(said), wordsOf(heard))).toMatchObject({ substitutions, deletions, insertions });
  });
});

describe('the error rate', () => {
  it('is of all texts together, not a mean of theirs', () => {
    const edits = [
      countEdits(wordsOf('one'), wordsOf('two')),
      countEdits(wordsOf('a b c'), wordsOf('a b c')),
    ];
    expect(errorRate(edits.reduce(addEdits, noEdits))).toBe(0.25);
  });

  it('of letters counts the spaces', () => {
    expect(errorRate(countEdits(lettersOf('to day'), lettersOf('today')))).toBeCloseTo(1 / 6);
  });

  it('may be above 1, and is the number of insertions where nothing was said', () => {
    expect(errorRate(countEdits(['a'], ['b', 'c', 'd']))).toBe(3);
    expect(errorRate(countEdits([], ['b', 'c']))).toBe(2);
    expect(errorRate(noEdits)).toBe(0);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bestThreshold, type Found } from '../../../src/tasks/keywords/threshold.ts';

const found = (present: string[], ...phrases: [key: string, score: number][]): Found => ({
  present,
  phrases: phrases.map(([key, score]) => ({ key, score })),
});

/** F1 of all phrases of at least this score, from precision and recall. */
function f1At(documents: readonly Found[], least: number): number {
  const counts = documents.map(({ present, phrases }) => {
    const kept = phrases.filter(({ score }) => score >= least);
    const correct = present.filter((gold) => kept.some(({ key }) => key === gold)).length;
    return { kept: kept.length, correct, gold: present.length };
  });
  const sum = (of: 'kept' | 'correct' | 'gold') => counts.reduce((total, one) => total + one[of], 0);
  const [precision, recall] = [sum('correct') / sum('kept'), sum('correct') / sum('gold')];
  return sum('correct') === 0 ? 0 : (2 * precision * recall) / (precision + recall);
}

const letters = ['a', 'b', 'c', 'd', 'e'];
const document = fc.record({
  present: fc.uniqueArray(fc.constantFrom(...letters), { maxLength: 3 }),
  phrases: fc.uniqueArray(
    fc.record({ key: fc.constantFrom(...letters), score: fc.constantFrom(0.1, 0.2, 0.5, 0.6, 0.9) }),
    { selector: ({ key }) => key, maxLength: 5 },
  ),
});

describe('bestThreshold', () => {
  it('is the least score that keeps what is right and leaves out what is not', () => {
    const documents = [
      found(['a', 'b'], ['a', 0.9], ['c', 0.4], ['b', 0.6]),
      found(['d'], ['d', 0.5], ['e', 0.3]),
    ];
    expect(bestThreshold(documents)).toEqual({ score: 0.5, f1: 1 });
  });

  it('takes phrases of one score together, and counts keywords that nothing found', () => {
    expect(bestThreshold([found(['a', 'z'], ['b', 0.5], ['a', 0.5])])).toEqual({ score: 0.5, f1: 0.5 });
    expect(bestThreshold([found(['a'], ['b', 0.5], ['a', 0.5], ['c', 0.5])])).toEqual({
      score: 0.5,
      f1: 0.5,
    });
  });

  it('is one half where nothing is right', () => {
    const nothing = { score: 0.5, f1: 0 };
    expect(bestThreshold([])).toEqual(nothing);
    expect(bestThreshold([found(['a'], ['b', 0.9])])).toEqual(nothing);
    expect(bestThreshold([found([], ['b', 0.9]), found(['b'])])).toEqual(nothing);
  });

  it('has the greatest F1 of all scores, and is the greatest of those that have it', () => {
    fc.assert(
      fc.property(fc.array(document, { maxLength: 4 }), (documents) => {
        const { score, f1 } = bestThreshold(documents);
        const scores = [...new Set(documents.flatMap(({ phrases }) => phrases.map((each) => each.score)))];
        const all = scores.map((each) => ({ score: each, f1: f1At(documents, each) }));
        const greatest = Math.max(0, ...all.map((each) => each.f1));
        expect(f1).toBeCloseTo(greatest, 12);
        const best = all.filter((each) => each.f1 > 0 && each.f1 > greatest - 1e-9);
        expect(score).toBe(best.length > 0 ? Math.max(...best.map((each) => each.score)) : 0.5);
      }),
      { numRuns: 500 },
    );
  });
});

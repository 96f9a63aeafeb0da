import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergePhrases, type ScoredPhrase } from '../../../src/tasks/keywords/merging.ts';

const phrase = (key: string, score: number, ...places: [number, number][]): ScoredPhrase => ({
  key,
  text: key,
  score,
  occurrences: places.map(([first, last]) => ({ first, last })),
});

describe('mergePhrases', () => {
  it('makes one phrase of those with the same key: the best text and score, all occurrences in order', () => {
    const weak = { ...phrase('ship control', 0.2, [4, 5], [0, 1]), text: 'Ship control' };
    const strong = { ...phrase('ship control', 0.7, [8, 9], [4, 5]), text: 'ship controls' };
    expect(mergePhrases([weak, strong])).toEqual([
      { ...phrase('ship control', 0.7, [0, 1], [4, 5], [8, 9]), text: 'ship controls' },
    ]);
  });

  it('drops occurrences that phrases above cover, and phrases that have no other', () => {
    const merged = mergePhrases([
      phrase('control', 0.5, [1, 1], [6, 6]),
      phrase('ship control', 0.9, [0, 1]),
      phrase('ship', 0.8, [0, 0]),
      phrase('ship control system', 0.3, [0, 2]),
    ]);
    expect(merged).toEqual([phrase('ship control', 0.9, [0, 1]), phrase('control', 0.5, [6, 6])]);
  });

  it('keeps the same words in another order', () => {
    const both = [phrase('control ship', 0.9, [0, 1]), phrase('ship control', 0.8, [3, 4])];
    expect(mergePhrases(both)).toEqual(both);
  });

  it('puts equal scores in order of the first occurrence, then of more words', () => {
    const merged = mergePhrases([
      phrase('b', 0.5, [3, 3]),
      phrase('a', 0.5, [0, 0]),
      phrase('a b c', 0.5, [5, 7]),
      phrase('a b', 0.5, [5, 6]),
    ]);
    expect(merged.map(({ key }) => key)).toEqual(['a', 'b', 'a b c']);
  });

  it('lists no phrase without occurrences, and drops occurrences of a phrase that overlap each other', () => {
    expect(mergePhrases([phrase('absent', 1), phrase('a a', 0.5, [1, 2], [0, 1])])).toEqual([
      phrase('a a', 0.5, [0, 1]),
    ]);
  });

  const place = fc.tuple(fc.nat(12), fc.nat(2)).map(([first, more]) => ({ first, last: first + more }));
  const anyPhrase: fc.Arbitrary<ScoredPhrase> = fc.record({
    key: fc.constantFrom('a', 'b', 'a b', 'b a', 'c'),
    text: fc.constantFrom('A', 'a', 'aa'),
    score: fc.constantFrom(0.1, 0.5, 0.9),
    occurrences: fc.array(place, { maxLength: 4 }),
  });
  const phrasesAndOrder = fc
    .array(anyPhrase, { maxLength: 10 })
    .chain((phrases) =>
      fc.tuple(fc.constant(phrases), fc.shuffledSubarray(phrases, { minLength: phrases.length })),
    );

  it('does not depend on the order of the input', () => {
    fc.assert(
      fc.property(phrasesAndOrder, ([phrases, shuffled]) => {
        expect(mergePhrases(shuffled)).toEqual(mergePhrases(phrases));
      }),
    );
  });

  it('lists keys once, best first, with occurrences apart; what is dropped is covered by what stands above', () => {
    fc.assert(
      fc.property(fc.array(anyPhrase, { maxLength: 10 }), (phrases) => {
        const merged = mergePhrases(phrases);
        expect(new Set(merged.map(({ key }) => key)).size).toBe(merged.length);
        const scores = merged.map(({ score }) => score);
        expect(scores).toEqual(scores.toSorted((a, b) => b - a));
        const tokens = merged.flatMap(({ occurrences }) => occurrences.flatMap(tokensOf));
        expect(new Set(tokens).size).toBe(tokens.length);
        const covered = new Set(tokens);
        for (const { occurrences } of phrases)
          for (const each of occurrences)
            expect(tokensOf(each).some((token) => covered.has(token))).toBe(true);
      }),
    );
  });
});

function tokensOf({ first, last }: { readonly first: number; readonly last: number }): number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

import { compareCodePoints, normalizeWord } from './normalize.ts';

/** The entry of row 0, which stands for every word that the vocabulary lacks; no token can be this text. */
export const otherWord = '<other>';

/**
 * Learns a vocabulary from the training part's tokens: entry i is the normalised word of row i, the most
 * frequent first and equals in code-point order, behind `otherWord` at row 0.
 */
export function buildVocabulary(
  tokens: Iterable<string>,
  options: { readonly minCount?: number } = {},
): string[] {
  const { minCount = 1 } = options;
  const counts = new Map<string, number>();
  for (const token of tokens) {
    const word = normalizeWord(token);
    counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  const kept = [...counts].filter(([, count]) => count >= minCount);
  kept.sort(([a, countA], [b, countB]) => countB - countA || compareCodePoints(a, b));
  return [otherWord, ...kept.map(([word]) => word)];
}

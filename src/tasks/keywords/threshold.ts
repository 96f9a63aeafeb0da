import type { GoldDocument } from './examples.ts';
import type { ScoredPhrase } from './merging.ts';

/** A document's keywords and what was found in it, the best first. */
export interface Found {
  readonly present: GoldDocument['present'];
  readonly phrases: readonly Pick<ScoredPhrase, 'key' | 'score'>[];
}

/** A least score, and the F1 of what reaches it. */
export interface Threshold {
  readonly score: number;
  readonly f1: number;
}

/**
 * The least score with which the phrases of all documents together have the greatest F1 against the keywords that stand
 * in the texts (micro-averaged); of equals the greater. One half and 0 where nothing is right.
 */
export function bestThreshold(documents: readonly Found[]): Threshold {
  const gold = documents.reduce((sum, { present }) => sum + present.length, 0);
  const ranked = documents
    .flatMap(({ present, phrases }) => {
      const right = new Set(present);
      return phrases.map(({ key, score }) => ({ score, right: right.has(key) }));
    })
    .sort((a, b) => b.score - a.score);
  let best: Threshold = { score: 0.5, f1: 0 };
  let correct = 0;
  for (const [index, { score, right }] of ranked.entries()) {
    correct += Number(right);
    // Phrases of one score are in or out together.
    if (ranked[index + 1]?.score === score) continue;
    const f1 = (2 * correct) / (index + 1 + gold);
    if (f1 > best.f1) best = { score, f1 };
  }
  return best;
}

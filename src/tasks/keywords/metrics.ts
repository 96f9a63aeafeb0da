import { findOccurrences } from './occurrences.ts';
import { phraseKeys } from './phrase.ts';
import type { ReadText } from './words.ts';

/** The phrases of a document as keys (`phraseKey`). */
export interface ScoredDocument {
  /** Those that people gave it. */
  readonly gold: readonly string[];
  /** Those of them that stand in its text. */
  readonly present: readonly string[];
  /** Those that were predicted, the best first. */
  readonly predicted: readonly string[];
}

/** Fractions of 1; 0 where there is nothing to divide by. */
export interface PhraseScore {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

/** Phrases counted over documents. */
export interface PhraseCounts {
  readonly gold: number;
  readonly predicted: number;
  readonly correct: number;
}

/** Scores of all documents, averaged in the two usual ways. */
export interface AveragedScore {
  /** The means of the documents' precision, recall and F1; documents without gold phrases are left out. */
  readonly macro: PhraseScore;
  /** Precision, recall and F1 of the sums over all documents, with those sums. */
  readonly micro: PhraseScore & PhraseCounts;
}

/** Scores against one kind of gold phrases. */
export interface GoldScores {
  /** Documents that have such phrases: those in the macro averages. */
  readonly documents: number;
  /** By number of phrases: only so many of the first predicted ones are looked at. */
  readonly at: Readonly<Record<number, AveragedScore>>;
  /** All predicted phrases, whatever their order. */
  readonly set: AveragedScore;
}

/** Scores against the gold phrases that stand in the text (`extractive`), and against all of them. */
export interface KeywordScores {
  readonly extractive: GoldScores;
  readonly all: GoldScores;
}

/** The numbers of phrases at which results are published. */
export const usualCutoffs = [5, 10, 15] as const;

/**
 * Scores ranked phrases. A predicted phrase is correct when its key is that of a gold phrase: the same Porter stems in the
 * same order, whatever case and signs; no part of a phrase counts. Keys that come again in one list count once, at their
 * first place, before the list is cut. Precision at k divides by the phrases that were predicted, k at most, and not
 * by k where fewer were. Recall divides by all gold phrases of the kind, also where they are more than k.
 */
export function scoreKeywords(
  documents: readonly ScoredDocument[],
  cutoffs: readonly number[] = usualCutoffs,
): KeywordScores {
  const against = (kind: 'present' | 'gold'): GoldScores => {
    const lists = documents.map(({ [kind]: gold, predicted }) => ({
      gold: new Set(gold),
      predicted: [...new Set(predicted)],
    }));
    const upTo = (k: number) => averageOf(lists.map((list) => countsOf(list, k)));
    return {
      documents: lists.filter(({ gold }) => gold.size > 0).length,
      at: Object.fromEntries(cutoffs.map((k) => [k, upTo(k)])),
      set: upTo(Number.POSITIVE_INFINITY),
    };
  };
  return { extractive: against('present'), all: against('gold') };
}

/** The keys of the phrases that people gave a text, and of those among them that stand in it. */
export function goldOf(
  { words }: ReadText,
  keywords: readonly string[],
): Pick<ScoredDocument, 'gold' | 'present'> {
  const gold = phraseKeys(keywords);
  const found = findOccurrences(words, gold);
  return { gold, present: gold.filter((key) => found.has(key)) };
}

function countsOf(
  { gold, predicted }: { readonly gold: ReadonlySet<string>; readonly predicted: readonly string[] },
  k: number,
): PhraseCounts {
  const first = predicted.slice(0, k);
  const correct = first.filter((key) => gold.has(key)).length;
  return { gold: gold.size, predicted: first.length, correct };
}

function averageOf(counts: readonly PhraseCounts[]): AveragedScore {
  const scores = counts.filter(({ gold }) => gold > 0).map(scoreOf);
  const mean = (name: keyof PhraseScore) =>
    ratio(
      scores.reduce((sum, score) => sum + score[name], 0),
      scores.length,
    );
  const sum = (name: keyof PhraseCounts) => counts.reduce((total, each) => total + each[name], 0);
  const total = { gold: sum('gold'), predicted: sum('predicted'), correct: sum('correct') };
  return {
    macro: { precision: mean('precision'), recall: mean('recall'), f1: mean('f1') },
    micro: { ...scoreOf(total), ...total },
  };
}

function scoreOf({ gold, predicted, correct }: PhraseCounts): PhraseScore {
  return {
    precision: ratio(correct, predicted),
    recall: ratio(correct, gold),
    f1: ratio(2 * correct, gold + predicted),
  };
}

function ratio(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}

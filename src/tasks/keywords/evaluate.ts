import type { KeywordedText } from '../../corpus/keyworded/text.ts';
import type { BaselineScores } from './baselines/index.ts';
import { type GoldScores, goldOf, type KeywordScores, scoreKeywords } from './metrics.ts';
import type { KeywordsModel } from './model.ts';
import { phrasesOf } from './result.ts';
import type { Found } from './threshold.ts';

/** What a model finds in a text with keywords, however low its score, the best first. */
export interface Ranked extends Found {
  readonly gold: readonly string[];
}

/** What a least score leaves of the keywords that stand in the texts (micro-averaged). */
export interface ThresholdPoint {
  readonly minScore: number;
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

/** How a model did on texts with keywords. */
export interface KeywordsEvaluation {
  readonly texts: number;
  /** When a phrase is right, in words. */
  readonly matching: string;
  /** The least score of the set that is scored. */
  readonly threshold: number;
  /** At k: the first k of all phrases. Set: those that reach the threshold. */
  readonly scores: KeywordScores;
  readonly byThreshold: readonly ThresholdPoint[];
  /** Methods without a network, by the same rule, if there are texts to learn document frequencies from. */
  readonly baselines?: BaselineScores;
}

/** When a phrase is right. */
export const matchingRule =
  'a phrase is right when its words after Porter stemming are those of a gold phrase, in the same order; parts do not count';

const batch = 64;

/** Ranks the phrases of texts, through the serving path. */
export async function rankKeyworded(
  model: Pick<KeywordsModel, 'rate' | 'manifest'>,
  texts: readonly KeywordedText[],
): Promise<Ranked[]> {
  const ranked: Ranked[] = [];
  for (let start = 0; start < texts.length; start += batch) {
    const part = texts.slice(start, start + batch);
    const rated = await model.rate(part.map(({ text }) => text));
    for (const [index, each] of rated.entries()) {
      const phrases = phrasesOf(each, { minScore: 0 }, model.manifest);
      ranked.push({
        ...goldOf(each.document, part[index]!.keywords),
        phrases: phrases.map(({ key, score }) => ({ key, score })),
      });
    }
  }
  return ranked;
}

/** Scores what was found in texts; the set is of what reaches the threshold. */
export function evaluateRanked(
  ranked: readonly Ranked[],
  threshold: number,
  baselines?: BaselineScores,
): KeywordsEvaluation {
  const all = scoreFrom(ranked, 0);
  const reaching = scoreFrom(ranked, threshold);
  const join = (kind: keyof KeywordScores): GoldScores => ({ ...all[kind], set: reaching[kind].set });
  return {
    texts: ranked.length,
    matching: matchingRule,
    threshold,
    scores: { extractive: join('extractive'), all: join('all') },
    byThreshold: curveOf(ranked),
    ...(baselines && { baselines }),
  };
}

function scoreFrom(ranked: readonly Ranked[], minScore: number): KeywordScores {
  return scoreKeywords(
    ranked.map(({ gold, present, phrases }) => ({
      gold,
      present,
      predicted: phrases.filter(({ score }) => score >= minScore).map(({ key }) => key),
    })),
  );
}

const steps = 20;

/** Precision, recall and F1 at every twentieth of the least score, but for 0 and 1. */
function curveOf(ranked: readonly Ranked[]): ThresholdPoint[] {
  const found = ranked.flatMap(({ present, phrases }) => {
    const right = new Set(present);
    return phrases.map(({ key, score }) => ({ score, right: right.has(key) }));
  });
  const gold = ranked.reduce((sum, { present }) => sum + present.length, 0);
  return Array.from({ length: steps - 1 }, (_, step): ThresholdPoint => {
    const minScore = (step + 1) / steps;
    const kept = found.filter(({ score }) => score >= minScore);
    const correct = kept.filter(({ right }) => right).length;
    return {
      minScore,
      precision: ratio(correct, kept.length),
      recall: ratio(correct, gold),
      f1: ratio(2 * correct, kept.length + gold),
    };
  });
}

function ratio(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}

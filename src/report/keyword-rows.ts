import type { KeywordsEvaluation } from '../tasks/keywords/evaluate.ts';
import { type AveragedScore, type GoldScores, usualCutoffs } from '../tasks/keywords/metrics.ts';
import { percent } from './format.ts';

/** The heads of the columns of `scoreRows`, but for the first. */
export const scoreHeader = ['precision', 'recall', 'F1', 'micro precision', 'micro recall', 'micro F1'];

/** The scores at the usual numbers of phrases, and those of the set that reaches the threshold. */
export function scoreRows(
  { at, set }: GoldScores,
  threshold: number,
): (readonly [name: string, ...cells: string[]])[] {
  return [
    ...usualCutoffs.map((k) => [`first ${k}`, ...cellsOf(at[k]!)] as const),
    [`score from ${threshold.toFixed(3)}`, ...cellsOf(set)],
  ];
}

function cellsOf({ macro, micro }: AveragedScore): string[] {
  return [macro.precision, macro.recall, macro.f1, micro.precision, micro.recall, micro.f1].map(percent);
}

/** The heads of the columns of `methodRows`, but for the first: macro-averaged F1. */
export const methodHeader = usualCutoffs.map((k) => `F1@${k}`);

/** The network and the baselines beside each other by what they list first, against one kind of gold phrases. */
export function methodRows(
  { scores, baselines }: KeywordsEvaluation,
  kind: 'extractive' | 'all',
): (readonly [name: string, ...cells: string[]])[] {
  const row = (name: string, { at }: GoldScores) =>
    [name, ...usualCutoffs.map((k) => percent(at[k]!.macro.f1))] as const;
  return [
    row('this model', scores[kind]),
    ...(baselines
      ? [
          row('tf·idf of phrases', baselines.tfIdf[kind]),
          row('tf·idf of their words', baselines.wordTfIdf[kind]),
          row('YAKE-like', baselines.yake[kind]),
        ]
      : []),
  ];
}

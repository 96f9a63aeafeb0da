import { count, percent } from '../report/format.ts';
import type { Evaluation } from '../tasks/tag/evaluate.ts';
import type { SpanScore } from '../tasks/tag/metrics.ts';
import type { SwapScores } from '../tasks/tag/swap.ts';
import type { Colors } from './colors.ts';
import { formatTable } from './table.ts';

const header = ['precision', 'recall', 'F1', 'gold', 'found', 'right'];

/** An evaluation as a person reads it in a terminal; `model` is its heading. */
export function describeEvaluation(model: string, evaluation: Evaluation, colors: Colors): string {
  const { scores, bySource, withoutRequested, swap } = evaluation;
  const slots = scoreTable('slot', [...Object.entries(scores.bySlot), ['overall', scores.overall]]);
  const lines = [
    colors.bold(`${model} on ${count(scores.sentences)} sentences`),
    '',
    colors.dim(slots[0]!),
    ...slots.slice(1, -1),
    colors.bold(slots.at(-1)!),
  ];
  const sources = Object.entries(bySource);
  if (sources.length > 0) {
    const [head, ...rows] = scoreTable('source', sources);
    lines.push('', colors.dim(head!), ...rows);
  }
  const facts = [
    ['exact match', percent(scores.exactMatch), 'of the sentences'],
    ...(withoutRequested
      ? [['without requested', percent(withoutRequested.overall.f1), 'F1 when not told what was asked for']]
      : []),
    ...(swap ? swapRows(swap) : []),
  ];
  return [...lines, '', ...formatTable(facts, [1])].join('\n');
}

function scoreTable(title: string, scores: readonly (readonly [string, SpanScore])[]): string[] {
  const rows = scores.map(([name, { precision, recall, f1, gold, predicted, correct }]) => [
    name,
    ...[precision, recall, f1].map(percent),
    ...[gold, predicted, correct].map(count),
  ]);
  return formatTable([[title, ...header], ...rows], [1, 2, 3, 4, 5, 6]);
}

function swapRows(swap: SwapScores): string[][] {
  const notes = {
    overall: 'origin and destination told by context',
    values: 'after two places changed places',
    context: 'after the words before a place were turned',
    places: 'single places given one of the roles, half of which chance has right',
  };
  return (['overall', 'values', 'context', 'places'] as const).map((kind) => {
    const { rate, followed, total } = swap[kind];
    const name = kind === 'overall' ? 'role swaps' : `  by ${kind}`;
    return [
      name,
      total === 0 ? 'none' : percent(rate),
      `${notes[kind]}: ${count(followed)} of ${count(total)}`,
    ];
  });
}

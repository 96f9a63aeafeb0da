import type { ManifestFields } from '../package/manifest.ts';
import type { Evaluation } from '../tasks/tag/evaluate.ts';
import type { SpanScore } from '../tasks/tag/metrics.ts';
import type { SwapScores } from '../tasks/tag/swap.ts';
import { count, percent } from './format.ts';
import { inline, markdownTable } from './markdown.ts';

/** What was measured on one part of the data, and the command that measures it again. */
export function metricsPart(part: 'dev' | 'test', manifest: ManifestFields, evaluation: Evaluation): string {
  const { scores, bySource, withoutRequested, swap } = evaluation;
  const dataSet = manifest.metrics[part]?.dataSet ?? part;
  const facts = [
    `F1 ${percent(scores.overall.f1)} (precision ${percent(scores.overall.precision)}, recall ${percent(scores.overall.recall)})`,
    `${percent(scores.exactMatch)} of the sentences right as a whole`,
    ...(withoutRequested
      ? [`F1 ${percent(withoutRequested.overall.f1)} when it is not told which slots had been asked for`]
      : []),
    ...(swap && swap.overall.total > 0 ? [swapFact(swap)] : []),
  ];
  const sources = Object.keys(bySource).length > 0 ? `\n\n${scoreTable('source', bySource)}` : '';
  return `## Scores on ${part}

Measured through the serving path on ${inline(dataSet)}, ${count(scores.sentences)} sentences; spans are scored as conlleval does.
${part === 'dev' ? 'The epoch was chosen by these sentences, so the figures are a little too good.\n' : ''}
${facts.map((fact) => `- ${fact}`).join('\n')}

\`\`\`sh
slotline evaluate ${manifest.name} --data DATA --split ${part}
\`\`\`

${scoreTable('slot', scores.bySlot)}${sources}`;
}

function scoreTable(title: string, scores: Readonly<Record<string, SpanScore>>): string {
  const rows = Object.entries(scores).map(([name, { precision, recall, f1, gold }]) => [
    inline(name),
    ...[precision, recall, f1].map(percent),
    count(gold),
  ]);
  return markdownTable([title, 'precision', 'recall', 'F1', 'gold'], rows, 4);
}

function swapFact({ overall, values, context }: SwapScores): string {
  const kinds = [
    `${percent(values.rate)} of ${count(values.total)} where two places changed places`,
    `${percent(context.rate)} of ${count(context.total)} where the words before a place were turned`,
  ];
  return `Role swaps: in ${percent(overall.rate)} of ${count(overall.total)} changed sentences it told origin and destination by their context (${kinds.join('; ')})`;
}

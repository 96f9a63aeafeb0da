import type { ManifestFields } from '../package/manifest.ts';
import type { Evaluation } from '../tasks/tag/evaluate.ts';
import type { SpanScore } from '../tasks/tag/metrics.ts';
import type { SwapScores } from '../tasks/tag/swap.ts';
import { count, percent } from './format.ts';
import { inline, markdownTable } from './markdown.ts';

/** What was measured on one part of the data, and the command that measures it again, if the data has that part. */
export function metricsPart(
  measured: 'dev' | 'dev cut from train' | 'test',
  manifest: ManifestFields,
  evaluation: Evaluation,
): string {
  const cut = measured === 'dev cut from train';
  const part = cut ? 'dev' : measured;
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
  const intro = [
    `Measured through the serving path on ${inline(dataSet)}, ${count(scores.sentences)} sentences; spans are scored as conlleval does.`,
    ...(part === 'dev'
      ? ['The epoch was chosen by these sentences, so the figures are a little too good.']
      : []),
    ...(cut ? ['The data has no dev part: they were kept out of train, chosen by hash of the text.'] : []),
  ];
  const command = `\`\`\`sh\nslotline evaluate ${manifest.name} --data DATA --split ${part}\n\`\`\``;
  return [
    `## Scores on ${part}`,
    intro.join('\n'),
    facts.map((fact) => `- ${fact}`).join('\n'),
    ...(cut ? [] : [command]),
    scoreTable('slot', scores.bySlot),
    ...(Object.keys(bySource).length > 0 ? [scoreTable('source', bySource)] : []),
  ].join('\n\n');
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

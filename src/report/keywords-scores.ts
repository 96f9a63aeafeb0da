import type { KeywordsEvaluation, ThresholdPoint } from '../tasks/keywords/evaluate.ts';
import { axisStyle, type Figure, grid, legendStyle, lineStyle, paint, renderFigure, xName } from './chart.ts';
import { count, percent } from './format.ts';
import { type Html, html, idOf, table } from './html.ts';
import { methodHeader, methodRows, scoreHeader, scoreRows } from './keyword-rows.ts';

/** The section of a report on one evaluation of a model of keywords; `part` names what it was measured on. */
export function keywordsSection(part: string, evaluation: KeywordsEvaluation): Html {
  const { texts, scores, threshold, matching } = evaluation;
  const { extractive, all } = scores;
  const id = `scores-${idOf(part)}`;
  const methods = (kind: 'extractive' | 'all', of: string) =>
    table(
      `F1 beside methods without a network, ${of}, ${part}`,
      ['method', ...methodHeader],
      methodRows(evaluation, kind),
      3,
    );
  return html`<section aria-labelledby="${id}">
<h2 id="${id}">Scores on ${part}</h2>
<p>${count(texts)} texts. Matching: ${matching}. Averages are over texts, those called micro over phrases. Phrases by rank are the
first of all that have a score; the last row has those that would be answered.</p>
<h3>Keywords that stand in the text</h3>
<p>${count(extractive.set.micro.gold)} keywords of ${count(extractive.documents)} texts.</p>
${table(`Scores against keywords in the text, ${part}`, ['phrases', ...scoreHeader], scoreRows(extractive, threshold), 6)}
<h3>All keywords</h3>
<p>${count(all.set.micro.gold)} keywords of ${count(all.documents)} texts, also those that do not stand there, which no extraction finds.</p>
${table(`Scores against all keywords, ${part}`, ['phrases', ...scoreHeader], scoreRows(all, threshold), 6)}
<h3>Beside methods without a network</h3>
<p>By the same rule on the same texts${evaluation.baselines ? '; document frequencies are of the training part' : ''}.</p>
${methods('extractive', 'keywords in the text')}
${methods('all', 'all keywords')}
<h3>Precision and recall</h3>
<div class="pair">
${keywordsFigures(part, evaluation).map(renderFigure)}
${thresholdTable(part, evaluation)}</div>
</section>\n`;
}

/** The plots of the section. */
export function keywordsFigures(part: string, { byThreshold, threshold }: KeywordsEvaluation): Figure[] {
  const caption = `Precision, recall and F1 on ${part} by the least score of what is answered; the model's is ${threshold.toFixed(3)}`;
  const best = byThreshold.reduce((a, b) => (b.f1 > a.f1 ? b : a));
  const line = (name: string, color: string, of: (point: ThresholdPoint) => number) => ({
    ...lineStyle(color),
    name,
    data: byThreshold.map((point) => [point.minScore, 100 * of(point)]),
  });
  return [
    {
      id: `threshold-${idOf(part)}`,
      caption,
      description: `Line chart. ${caption}. F1 is greatest, ${percent(best.f1)}, at ${best.minScore.toFixed(2)}. The table has all figures.`,
      height: 320,
      option: {
        grid,
        legend: { ...legendStyle, right: 28 },
        xAxis: { ...axisStyle, type: 'value', min: 0, max: 1, ...xName('least score') },
        yAxis: { ...axisStyle, type: 'value', min: 0, max: 100, name: '%' },
        series: [
          line('precision', paint.one, ({ precision }) => precision),
          line('recall', paint.two, ({ recall }) => recall),
          line('F1', paint.three, ({ f1 }) => f1),
          {
            ...lineStyle(paint.muted, 1),
            lineStyle: { color: paint.muted, width: 1, type: 'dashed' },
            data: [
              [threshold, 0],
              [threshold, 100],
            ],
          },
        ],
      },
    },
  ];
}

function thresholdTable(part: string, { byThreshold }: KeywordsEvaluation): Html {
  const rows = byThreshold.map(({ minScore, precision, recall, f1 }) => [
    minScore.toFixed(2),
    ...[precision, recall, f1].map(percent),
  ]);
  const caption = `Keywords in the text by least score, micro-averaged, ${part}`;
  return table(caption, ['least score', 'precision', 'recall', 'F1'], rows, 3);
}

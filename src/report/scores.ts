import type { Evaluation } from '../tasks/tag/evaluate.ts';
import type { SpanScore } from '../tasks/tag/metrics.ts';
import type { SwapScores } from '../tasks/tag/swap.ts';
import { axisStyle, type Figure, paint, renderFigure } from './chart.ts';
import { confusionSection } from './confusions.ts';
import { count, percent } from './format.ts';
import { type Content, type Html, html, idOf, table } from './html.ts';

/** The section of a report on one evaluation; `part` names what it was measured on. */
export function scoresSection(part: string, evaluation: Evaluation): Html {
  const { scores, bySource, swap } = evaluation;
  const sources =
    Object.keys(bySource).length > 0 && scoreTable(`Spans by source, ${part}`, 'source', bySource);
  const id = `scores-${idOf(part)}`;
  return html`<section aria-labelledby="${id}">
<h2 id="${id}">Scores on ${part}</h2>
<p>${count(scores.sentences)} sentences, scored as conlleval does: a span counts when its slot, start and end are right.
${percent(scores.exactMatch)} of the sentences are right as a whole.${unasked(evaluation)}</p>
<h3>By slot</h3>
<div class="pair">
${scoreFigures(part, evaluation).map(renderFigure)}
${scoreTable(`Spans by slot, ${part}`, 'slot', scores.bySlot, scores.overall)}</div>
${sources ? html`<h3>By source</h3>\n${sources}` : undefined}
${confusionSection(part, evaluation.confusion)}
${swap && html`<h3>Role swaps</h3>\n${swapTable(part, swap)}`}</section>\n`;
}

/** The plots of the section. */
export function scoreFigures(part: string, { scores }: Evaluation): Figure[] {
  return [slotFigure(part, scores.bySlot)];
}

function unasked({ scores, withoutRequested }: Evaluation): string {
  if (!withoutRequested) return '';
  const [with_, without] = [scores, withoutRequested].map(({ overall }) => percent(overall.f1));
  return ` The tagger was told which slots had just been asked for; without that its F1 is ${without} instead of ${with_}.`;
}

function scoreTable(
  caption: string,
  title: string,
  scores: Readonly<Record<string, SpanScore>>,
  overall?: SpanScore,
): Html {
  const row = (name: Content, { precision, recall, f1, gold, predicted, correct }: SpanScore) => [
    name,
    ...[precision, recall, f1].map(percent),
    ...[gold, predicted, correct].map(count),
  ];
  const rows = Object.entries(scores).map(([name, score]) => row(name, score));
  if (overall) rows.push(row(html`<strong>all</strong>`, overall));
  return table(caption, [title, 'precision', 'recall', 'F1', 'gold', 'found', 'right'], rows, 6);
}

/** F1 of each slot as a bar, the most frequent slot on top. */
function slotFigure(part: string, bySlot: Readonly<Record<string, SpanScore>>): Figure {
  const slots = Object.entries(bySlot).sort(([, a], [, b]) => a.gold - b.gold);
  const longest = Math.max(0, ...slots.map(([slot]) => slot.length));
  const ends = [...slots].sort(([, a], [, b]) => a.f1 - b.f1);
  const [worst, best] = [ends[0], ends.at(-1)].map((end) => end && `${end[0]} ${percent(end[1].f1)}`);
  const caption = `F1 by slot on ${part}, the most frequent slot on top`;
  return {
    id: `slots-${idOf(part)}`,
    caption,
    description: `Bar chart. ${caption}. Highest: ${best ?? 'none'}; lowest: ${worst ?? 'none'}. The table below has all figures.`,
    height: 50 + 22 * Math.max(1, slots.length),
    option: {
      grid: { left: Math.min(260, 20 + 7 * longest), right: 64, top: 8, bottom: 34 },
      xAxis: {
        ...axisStyle,
        type: 'value',
        min: 0,
        max: 100,
        axisLabel: { color: paint.muted, formatter: '{value} %' },
      },
      yAxis: {
        ...axisStyle,
        type: 'category',
        data: slots.map(([slot]) => slot),
        axisLabel: { color: paint.text, interval: 0, fontSize: 11 },
      },
      series: [
        {
          type: 'bar',
          silent: true,
          color: paint.one,
          barWidth: 12,
          data: slots.map(([, { f1 }]) => 100 * f1),
          label: {
            show: true,
            position: 'right',
            color: paint.muted,
            fontSize: 11,
            formatter: ({ dataIndex }) => (100 * slots[dataIndex]![1].f1).toFixed(1),
          },
        },
      ],
    },
  };
}

function swapTable(part: string, swap: SwapScores): Html {
  const notes = {
    values: 'two places changed places',
    context: 'the words before a place were turned',
    overall: 'all',
    places: 'single places that were given one of the roles',
  };
  const rows = (['values', 'context', 'overall', 'places'] as const).map((kind) => {
    const { rate, followed, total } = swap[kind];
    return [notes[kind], total === 0 ? 'none' : percent(rate), count(followed), count(total)];
  });
  return html`<p>Sentences of ${part} changed so that their places change roles: does the tagger tell origin and
destination by what is said around a place, or by which place it is?</p>
${table(`Role swaps followed, ${part}`, ['change', 'followed', 'followed', 'of'], rows, 3)}`;
}

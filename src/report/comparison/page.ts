import type { Results } from '../../compare/results.ts';
import { type Figure, renderFigure } from '../chart.ts';
import { type Content, type Html, html, table } from '../html.ts';
import { page } from '../page.ts';
import { latencyFigures, swapFigures } from './bar-figures.ts';
import { normFigures } from './norm-figures.ts';
import {
  hasTrouble,
  orderRows,
  qualityRows,
  type Rows,
  ranFacts,
  seedRows,
  speedRows,
  unseenRows,
} from './rows.ts';
import { sizeFigures } from './size-figure.ts';
import { spreadFigures, unseenFigures } from './spread-figures.ts';

/** The page of a comparison: tables and plots, which need no network, no scripts and no other file. */
export function renderComparison(results: Results): string {
  const { name, description, ran } = results;
  const unseen = unseenRows(results);
  const seeds = ran.seeds.length > 1 || hasTrouble(results) ? seedRows(results) : undefined;
  const body = html`<header>
<h1>${name}</h1>
<p class="muted">${description || 'A comparison of networks'}</p>
</header>
${section('quality', 'Quality', [qualityRows(results)], [...spreadFigures(results), ...sizeFigures(results)])}
${section('seeds', 'Each seed', [seeds], [])}
${section('swaps', 'Role swaps', [], swapFigures(results))}
${section('unseen', 'Words that training lacks', [unseen], unseenFigures(results, unseen !== undefined))}
${section('speed', 'Speed', [speedRows(results)], latencyFigures(results))}
${normsSection(results)}
${section('orders', 'Published orders', [orderRows(results)], [])}
${notesSection(results)}
<section aria-labelledby="ran">
<h2 id="ran">What was run</h2>
<dl class="facts">${ranFacts(results).map(([fact, value]) => html`<dt>${fact}</dt><dd>${value}</dd>\n`)}</dl>
</section>`;
  return page(`${name}: comparison`, body);
}

function section(
  id: string,
  title: string,
  tables: readonly (Rows | undefined)[],
  figures: readonly Figure[],
): Html | undefined {
  const shown = tables.filter((rows) => rows !== undefined);
  if (shown.length + figures.length === 0) return undefined;
  return html`<section aria-labelledby="${id}-title">
<h2 id="${id}-title">${title}</h2>
${shown.map(({ title, header, rows, numbers }) => table(title, header, rows, numbers))}
${figures.length > 0 ? html`<div class="charts">\n${figures.map(renderFigure)}</div>` : undefined}
</section>\n`;
}

function normsSection(results: Results): Html | undefined {
  const figures = normFigures(results);
  if (figures.length === 0) return undefined;
  return html`<section aria-labelledby="norms-title">
<h2 id="norms-title">Gradient norms</h2>
<p>By epoch, before clipping: the median of the steps (strong) and the largest (thin), over all seeds. The straight line is
the norm above which gradients were clipped.</p>
<div class="charts small">
${figures.map(renderFigure)}</div>
</section>\n`;
}

function notesSection({ notes, networks }: Results): Html | undefined {
  const remarks: Content[] = [
    ...notes,
    ...networks.flatMap(({ name, note }) => (note === null ? [] : [html`<b>${name}</b>: ${note}`])),
    ...networks.flatMap(({ name, published }) =>
      published ? [html`<b>${name}</b>, published ${published.figure.toFixed(2)}: ${published.source}`] : [],
    ),
  ];
  if (remarks.length === 0) return undefined;
  return html`<section aria-labelledby="notes">
<h2 id="notes">Notes</h2>
<ul>${remarks.map((remark) => html`<li>${remark}</li>\n`)}</ul>
</section>\n`;
}

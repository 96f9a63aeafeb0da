import { type Figure, renderFigure } from '../chart.ts';
import { type Content, type Html, html } from '../html.ts';

/** A section of the page: what is said first, and then the plots. */
export function section(
  id: string,
  title: string,
  figures: readonly Figure[],
  content: readonly Content[],
): Html {
  return html`<section aria-labelledby="${id}">
<h2 id="${id}">${title}</h2>
${content}
<div class="charts">
${figures.map(renderFigure)}</div>
</section>\n`;
}

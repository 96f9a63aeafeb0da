import { count } from './format.ts';
import { type Html, html, trusted } from './html.ts';

/** How often what is named by the row was taken for what is named by the column. */
export interface Counts {
  readonly names: readonly string[];
  readonly counts: readonly (readonly number[])[];
}

/** A table of counts, of all names or of those `shown` by number: the larger a share of its row, the stronger a cell's colour. */
export function confusionMatrix(
  caption: string,
  { names, counts }: Counts,
  shown: readonly number[] = [...names.keys()],
): Html {
  const head = shown.map((column) => html`<th scope="col">${names[column]}</th>`);
  const body = shown.map((row) => {
    const total = counts[row]!.reduce((sum, number) => sum + number, 0);
    const cells = shown.map((column) => cell(counts[row]![column]!, total, row === column));
    return html`<tr><th scope="row">${names[row]}</th>${cells}</tr>\n`;
  });
  return html`<div class="scroll" role="region" tabindex="0" aria-label="${caption}">
<table class="matrix"><caption>${caption}</caption>
<thead><tr><td></td>${head}</tr></thead>
<tbody>
${body}</tbody></table></div>\n`;
}

function cell(number: number, total: number, right: boolean): Html {
  if (number === 0) return html`<td></td>`;
  const share = number / total;
  const strength = right ? 0.1 + 0.3 * share : 0.12 + 0.58 * Math.sqrt(share);
  const color = `rgb(var(--${right ? 'right' : 'wrong'}) / ${strength.toFixed(2)})`;
  return html`<td style="${trusted(`background:${color}`)}">${count(number)}</td>`;
}

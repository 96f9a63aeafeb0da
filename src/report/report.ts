import { renderFigure } from './chart.ts';
import { epochFigures } from './curves.ts';
import { gradientFigures } from './gradient-norms.ts';
import { type Html, html } from './html.ts';
import type { ReportInput } from './input.ts';
import { page } from './page.ts';
import { summarySection } from './summary.ts';

export type { ReportInput } from './input.ts';

/** The report of a training: one HTML page that needs no network, no scripts and no other file. */
export function renderReport(input: ReportInput): string {
  const { model, recipe, task } = input;
  const body = html`${summarySection(input)}
${curvesSection(input)}
${task.sections.map((section) => html`${section}\n`)}<section aria-labelledby="recipe">
<h2 id="recipe">Recipe</h2>
<p>With this recipe, the same data and the same number of workers the training can be done again.</p>
<pre><code>${JSON.stringify(recipe, null, 2)}</code></pre>
</section>`;
  return page(`${model.name} ${model.version}: training report`, body);
}

function curvesSection({ history, recipe, task }: ReportInput): Html {
  const { clipping } = recipe.training;
  const epochs = history.epochs.length > 0 ? epochFigures(history.epochs, task) : [];
  // Beside the curves that tell how the training went; those that tell of speed come after.
  const figures = [...epochs.slice(0, 2), ...gradientFigures(history.steps, clipping), ...epochs.slice(2)];
  const charts =
    figures.length > 0
      ? html`<div class="charts">\n${figures.map(renderFigure)}</div>`
      : html`<p>The training ended before its first step could be shown.</p>`;
  return html`<section aria-labelledby="curves">
<h2 id="curves">Training</h2>
${charts}
</section>\n`;
}

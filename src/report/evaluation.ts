import { type Html, html } from './html.ts';
import { page } from './page.ts';

/** The page of one evaluation; `section` is what the model's task has to tell of it. */
export function renderEvaluation({
  model,
  data,
  section,
}: {
  readonly model: string;
  readonly data: string;
  readonly section: Html;
}): string {
  const body = html`<header>
<h1>${model}</h1>
<p class="muted">Measured on ${data}, through the serving path</p>
</header>
${section}`;
  return page(`${model} on ${data}`, body);
}

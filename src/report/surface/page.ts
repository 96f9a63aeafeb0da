import type { Measured } from '../../surface/measure.ts';
import type { Figure } from '../chart.ts';
import { html } from '../html.ts';
import { page } from '../page.ts';
import { clippingFigures, clippingSection } from './clipping.ts';
import { lossFigures, lossSection } from './loss.ts';
import { reachFigures, reachSection } from './reach.ts';
import { toyFigures, toySection } from './toy.ts';

const title = 'Why training recurrent networks is hard';

/** The page of what was measured: words, tables and plots, which need no network, no scripts and no other file. */
export function renderMeasured({ toy, surface, clipping, reach, ...ran }: Measured): string {
  const body = html`<header>
<h1>${title}</h1>
<p class="muted">Measured, with the graphs and optimisers that train the taggers</p>
</header>
${toy && toySection(toy)}
${surface && lossSection(surface)}
${clipping && clippingSection(clipping)}
${reach && reachSection(reach)}
<section aria-labelledby="ran">
<h2 id="ran">What was run</h2>
<dl class="facts"><dt>Seed</dt><dd>${ran.seed}</dd>
<dt>Effort</dt><dd>${ran.effort}</dd>
<dt>Data of the taggers</dt><dd>${ran.data.files.join(', ')}</dd>
<dt>Data SHA-256</dt><dd><span class="hash">${ran.data.sha256}</span></dd></dl>
</section>`;
  return page(title, body);
}

/** All plots of the page. */
export function figuresOf({ toy, surface, clipping, reach }: Measured): Figure[] {
  return [
    ...(toy ? toyFigures(toy) : []),
    ...(surface ? lossFigures(surface) : []),
    ...(clipping ? clippingFigures(clipping) : []),
    ...(reach ? reachFigures(reach) : []),
  ];
}

import type { Evaluation } from '../tasks/tag/evaluate.ts';
import { count, duration, endPhrase, fileSize, percent } from './format.ts';
import { type Content, type Html, html } from './html.ts';
import type { ReportInput } from './input.ts';
import { networkText } from './network-text.ts';

/** The head of a report: what was trained, how well it does, why the training ended, and on what data. */
export function summarySection(input: ReportInput): Html {
  const { recipe, model, dataFiles, workers, seconds, endReason } = input;
  const { training } = recipe;
  return html`<header>
<h1>${model.name} ${model.version}</h1>
<p class="muted">${recipe.description || 'A tagger of booking sentences'}</p>
</header>
<section aria-labelledby="summary">
<h2 id="summary">Summary</h2>
<dl class="tiles">${tiles(input).map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>\n`)}</dl>
<dl class="facts">${list([
    ['Ended', endPhrase(endReason, training)],
    ['Training time', `${duration(seconds)} with ${workers} ${workers === 1 ? 'worker' : 'workers'}`],
    ['Seed', training.seed],
    ['Network', networkPhrase(input)],
    ['Clipping', clippingPhrase(input)],
    ['Data', dataFiles.files.join(', ')],
    ['Data SHA-256', html`<span class="hash">${dataFiles.sha256}</span>`],
  ])}</dl>
</section>\n`;
}

function tiles({ recipe, history, dev, test, model }: ReportInput): [string, string][] {
  const f1 = (part: string, { scores }: Evaluation): [string, string][] => [
    [`F1 on ${part}`, percent(scores.overall.f1)],
    [`Exact sentences, ${part}`, percent(scores.exactMatch)],
  ];
  const best = history.epochs.findLast((record) => record.best);
  return [
    ...(test ? f1('test', test) : []),
    ...(dev ? f1('dev', dev) : []),
    ['Epochs', `${history.epochs.length} of ${recipe.training.epochs}`],
    ['Best epoch', best ? String(best.epoch + 1) : 'none'],
    ['Parameters', count(model.parameters)],
    ...(model.bytes === undefined ? [] : [['Model size', fileSize(model.bytes)] as [string, string]]),
  ];
}

function networkPhrase({ recipe: { network, encoders } }: ReportInput): string {
  const { loss, requested } = network;
  return `${networkText(network)}, ${loss}${requested ? ', told what was asked for' : ''}; encoders ${Object.keys(encoders).join(', ')}`;
}

function clippingPhrase({ clipping: { norm, value } }: ReportInput): string {
  const limits = [
    ...(norm === undefined ? [] : [`gradient norm at most ${norm}`]),
    ...(value === undefined ? [] : [`each number within ±${value}`]),
  ];
  return limits.join(', ') || 'none';
}

function list(facts: readonly (readonly [string, Content])[]): Html[] {
  return facts.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>\n`);
}

import type { Clipping } from '../optim/clipping.ts';
import { count, duration, endPhrase, fileSize } from './format.ts';
import { type Html, html } from './html.ts';
import type { Fact, ReportInput } from './input.ts';

/** The head of a report: what was trained, how well it does, why the training ended, and on what data. */
export function summarySection(input: ReportInput): Html {
  const { recipe, model, dataFiles, workers, seconds, endReason, task } = input;
  const { training } = recipe;
  return html`<header>
<h1>${model.name} ${model.version}</h1>
<p class="muted">${recipe.description || task.purpose}</p>
</header>
<section aria-labelledby="summary">
<h2 id="summary">Summary</h2>
<dl class="tiles">${tiles(input).map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>\n`)}</dl>
<dl class="facts">${list([
    ['Ended', endPhrase(endReason, training)],
    ['Training time', `${duration(seconds)} with ${workers} ${workers === 1 ? 'worker' : 'workers'}`],
    ['Seed', training.seed],
    ...task.facts,
    ['Clipping', clippingPhrase(training.clipping)],
    ['Data', dataFiles.files.join(', ')],
    ['Data SHA-256', html`<span class="hash">${dataFiles.sha256}</span>`],
  ])}</dl>
</section>\n`;
}

function tiles({ recipe, history, model, task }: ReportInput): Fact[] {
  const best = history.epochs.findLast((record) => record.best);
  return [
    ...task.reached,
    ['Epochs', `${history.epochs.length} of ${recipe.training.epochs}`],
    ['Best epoch', best ? String(best.epoch + 1) : 'none'],
    ['Parameters', count(model.parameters)],
    ...(model.bytes === undefined ? [] : [['Model size', fileSize(model.bytes)] as const]),
  ];
}

function clippingPhrase({ norm, value }: Clipping): string {
  const limits = [
    ...(norm === undefined ? [] : [`gradient norm at most ${norm}`]),
    ...(value === undefined ? [] : [`each number within ±${value}`]),
  ];
  return limits.join(', ') || 'none';
}

function list(facts: readonly Fact[]): Html[] {
  return facts.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>\n`);
}

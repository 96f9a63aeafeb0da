import type { ClippingRuns } from '../../surface/clipping.ts';
import { type Figure, paint } from '../chart.ts';
import { percent } from '../format.ts';
import { type Html, html } from '../html.ts';
import { linesFigure } from './lines.ts';
import { section } from './section.ts';

/** Loss and gradient norm by step of each pair of trainings, on the same axes. */
export function clippingFigures(pairs: readonly ClippingRuns[]): Figure[] {
  return pairs.flatMap((runs) => [
    pairFigure(runs, {
      id: 'loss',
      what: 'Loss of a sentence',
      y: 'loss',
      of: ({ loss }) => loss,
    }),
    pairFigure(runs, {
      id: 'norm',
      what: 'Norm of the gradient, before clipping,',
      y: 'norm',
      of: ({ gradientNorm }) => gradientNorm,
    }),
  ]);
}

/** What clipping saves. */
export function clippingSection(pairs: readonly ClippingRuns[]): Html {
  return section('clipping', 'With and without clipping', clippingFigures(pairs), [
    html`<p>Small taggers were trained by plain gradient descent, twice each: with the same data, batches, first weights and
learning rate, once with gradients scaled down to a norm (Pascanu et al. 2013) and once as they came.</p>\n`,
    pairs.map((runs) => html`<p>${pairWords(runs)}</p>\n`),
  ]);
}

function pairWords({ settings, clipped, unclipped, jumpAt }: ClippingRuns): string {
  const { cell, learningRate, norm, epochs } = settings;
  const jumped =
    jumpAt === undefined
      ? 'the loss stayed within ten times that of the clipped training'
      : `at step ${jumpAt} the loss was for the first time more than ten times that of the clipped training`;
  const ended =
    unclipped.divergedAt === undefined
      ? `F1 on dev ended at ${percent(unclipped.devF1.at(-1) ?? Number.NaN)}`
      : `at step ${unclipped.divergedAt} loss or gradient was no number any more`;
  const saved =
    clipped.divergedAt === undefined
      ? `went on through all ${epochs} epochs to F1 ${percent(clipped.devF1.at(-1) ?? Number.NaN)}`
      : `was no number any more at step ${clipped.divergedAt} either`;
  return `${cell}, learning rate ${learningRate}: without clipping, ${jumped}, and ${ended}. Clipped to norm ${norm}, the same training ${saved}.`;
}

interface PairChart {
  readonly id: string;
  readonly what: string;
  readonly y: string;
  readonly of: (step: ClippingRuns['clipped']['steps'][number]) => number;
}

function pairFigure(runs: ClippingRuns, { id, what, y, of }: PairChart): Figure {
  const { cell, learningRate, norm } = runs.settings;
  const { divergedAt } = runs.unclipped;
  const pointsOf = ({ steps }: ClippingRuns['clipped']) =>
    steps.filter(({ step }) => step <= lastShown).map((step) => [step.step, of(step)] as const);
  // Of a training that broke off, the steps around that: the others would leave no room for them.
  const lastShown = divergedAt === undefined ? Infinity : Math.max(40, 4 * divergedAt);
  const first = divergedAt === undefined ? '' : `, first ${lastShown} steps`;
  const caption = `${what} by step: ${cell}, learning rate ${learningRate}${first}`;
  return linesFigure({
    id: `clipping-${cell}-${id}`,
    caption,
    description: `Two lines with a logarithmic axis. ${caption}. ${pairWords(runs)}`,
    x: 'step',
    y,
    log: true,
    lines: [
      {
        name: 'not clipped',
        color: paint.two,
        points: pointsOf(runs.unclipped),
        ...(divergedAt !== undefined && { endsWith: `step ${divergedAt}: no number` }),
      },
      { name: `clipped to ${norm}`, color: paint.one, points: pointsOf(runs.clipped) },
    ],
  });
}

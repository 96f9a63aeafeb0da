import { addingBaseline } from '../../surface/adding-problem.ts';
import type { AddingCell, AddingRun } from '../../surface/adding-run.ts';
import type { GradientReach } from '../../surface/gradient-reach.ts';
import { type Figure, paint } from '../chart.ts';
import { count, digits } from '../format.ts';
import { type Html, html, table } from '../html.ts';
import { type Line, linesFigure } from './lines.ts';
import { section } from './section.ts';

const colors: Readonly<Record<AddingCell, string>> = {
  elman: paint.two,
  irnn: paint.three,
  lstm: paint.one,
  gru: paint.four,
};

/** For each length: how far gradients reach before and after training, and the loss on the way. */
export function reachFigures(runs: readonly AddingRun[]): Figure[] {
  return lengthsOf(runs).flatMap((length) => {
    const own = runs.filter(({ settings }) => settings.length === length);
    return [
      lossFigure(own, length),
      reachFigure(own, length, { id: 'start', when: 'before training', of: ({ atStart }) => atStart }),
      reachFigure(own, length, { id: 'end', when: 'after training', of: ({ atEnd }) => atEnd }),
    ];
  });
}

/** How far back gradients reach, and what that means for learning. */
export function reachSection(runs: readonly AddingRun[]): Html {
  const { hidden, steps, batch, clipping } = runs[0]!.settings;
  const header = ['cell', 'steps back', 'at first', 'after training', 'learning rate', 'loss at the end'];
  const rows = runs.map((run) => {
    const { cell, length, learningRate } = run.settings;
    const ends = [run.atStart, run.atEnd].map((reach) => digits(shareAt(reach, length - 1)));
    return [cell, String(length - 1), ...ends, String(learningRate), lossWords(run)];
  });
  return section('reach', 'How far back gradients reach', reachFigures(runs), [
    html`<p>The adding problem (Hochreiter and Schmidhuber 1997): a value from 0 to 1 at each step, two of them marked, one in each
half; at the end the network has to tell their sum. Who always answers 1 is off by ${addingBaseline.toFixed(3)} in the mean
square. To do better, a cell needs the gradient at the end to reach the marked steps. All cells have ${hidden} units
and were trained for ${count(steps)} steps of ${batch} new sequences by Adam, gradients clipped to norm ${clipping}.</p>
<p>The plots show the norm of the gradient of the loss by the cell's state h, and by the memory c of the LSTM, at each
distance from the end, as a share of that by the last h. How far it reaches before training does not decide who learns: gates
can learn to keep what counts. Where a line ends before the plot does, single precision has no smaller numbers.</p>\n`,
    table('What is left of the gradient at the first step, and the mean squared error', header, rows, 5),
  ]);
}

function lossFigure(runs: readonly AddingRun[], length: number): Figure {
  const ends = runs.map((run) => `${run.settings.cell} ${lossWords(run)}`);
  return linesFigure({
    id: `adding-loss-${length}`,
    caption: `Adding problem over ${length} steps: mean squared error on new sequences while training`,
    description: `Line chart with a logarithmic axis. At the end: ${ends.join(', ')}; always answering 1 gives ${addingBaseline.toFixed(3)}.`,
    x: 'training step',
    y: 'error',
    log: true,
    level: { at: addingBaseline, name: 'always 1' },
    lines: runs.map(({ settings: { cell }, losses }) => ({
      name: cell,
      color: colors[cell],
      points: losses.map(({ step, loss }) => [step, loss]),
    })),
  });
}

interface ReachChart {
  readonly id: string;
  readonly when: string;
  readonly of: (run: AddingRun) => GradientReach;
}

function reachFigure(runs: readonly AddingRun[], length: number, { id, when, of }: ReachChart): Figure {
  const first = runs.map((run) => `${run.settings.cell} ${digits(shareAt(of(run), length - 1))}`);
  return linesFigure({
    id: `reach-${id}-${length}`,
    caption: `Gradient by the state, by the steps from there to the end, ${when}, over ${length} steps`,
    description: `Line chart with a logarithmic axis. Left at the first step: ${first.join(', ')}.`,
    x: 'steps before the end',
    y: 'share of the last',
    log: true,
    lines: runs.flatMap((run) => linesOf(run.settings.cell, of(run))),
  });
}

function linesOf(cell: AddingCell, reach: GradientReach): Line[] {
  return Object.keys(reach).map((state, index) => ({
    name: index === 0 ? cell : `${cell}, ${state}`,
    color: colors[cell],
    ...(index > 0 && { dashed: true as const }),
    points: reach[state]!.map((norm, distance) => [distance, norm / reach.h![0]!] as const),
  }));
}

function shareAt(reach: GradientReach, distance: number): number {
  return reach.h![distance]! / reach.h![0]!;
}

function lossWords({ losses, divergedAt }: AddingRun): string {
  if (divergedAt !== undefined) return `no number at step ${divergedAt}`;
  return digits(losses.at(-1)!.loss);
}

function lengthsOf(runs: readonly AddingRun[]): number[] {
  return [...new Set(runs.map(({ settings }) => settings.length))];
}

import type { LossSurface, RecurrentWeight, Slice } from '../../surface/loss-surface.ts';
import { type Figure, paint } from '../chart.ts';
import { digits, percent } from '../format.ts';
import { type Html, html } from '../html.ts';
import { heatMapFigure } from './heat-map.ts';
import { linesFigure } from './lines.ts';
import { section } from './section.ts';

/** The maps of the loss over two weights, and the slices through it. */
export function lossFigures(surface: LossSurface): Figure[] {
  const { axis, loss, slope, weights, settings } = surface;
  const [first, second] = weights;
  const mark = { x: first.trained, y: second.trained, name: 'trained' };
  const over = `over the weights ${nameOf(first)} and ${nameOf(second)}`;
  const map = { x: nameOf(first), y: nameOf(second), axis, mark };
  const [lowest, highest] = ends(loss.flat());
  const [flattest, steepest] = ends(slope.flat());
  return [
    heatMapFigure({
      ...map,
      id: 'loss-map',
      caption: `Loss of a sentence ${over}`,
      description: `Map in bands of colour. The loss goes from ${digits(lowest)} to ${digits(highest)}.`,
      values: loss,
      levels: evenLevels(lowest, highest),
    }),
    heatMapFigure({
      ...map,
      id: 'slope-map',
      caption: `Steepness of the same: the norm of the gradient by these two weights`,
      description: `Map in bands of colour. The norm goes from ${digits(flattest)} to ${digits(steepest)}.`,
      values: slope,
      levels: halfPowers(flattest, steepest),
    }),
    ...sliceFigures(surface.alongWeight, {
      id: 'weight',
      along: `the weight ${nameOf(first)}, all others as trained`,
      x: nameOf(first),
      by: 'by this weight',
    }),
    ...sliceFigures(surface.alongScale, {
      id: 'scale',
      along: `all recurrent weights times one number, up to ${settings.largestScale}`,
      x: 'factor (1: as trained)',
      by: 'by all recurrent weights',
    }),
  ];
}

/** The loss of a real tagger around and far from where its training ended. */
export function lossSection(surface: LossSurface): Html {
  const { settings, trained, weights } = surface;
  return section('surface', 'The loss over two weights of a tagger', lossFigures(surface), [
    html`<p>A small Elman tagger, which reads from left to right, was trained for ${settings.epochs} epochs (F1 on dev
${percent(trained.devF1)}). Then two of its recurrent weights were moved by hand, ${nameOf(weights[0])} and ${nameOf(weights[1])}
(from unit to unit): the one by which the gradient is largest, and the next that shares no unit with it. At each place the loss
of the same ${settings.sentences} sentences was computed anew, the longest of the training part, of up to ${trained.longest} tokens.</p>
<p>${mapWords(surface)}</p>
<p>${scaleWords(surface.alongScale)}</p>\n`,
  ]);
}

function mapWords({ slope }: LossSurface): string {
  const slopes = slope.flat();
  const [flattest, steepest] = ends(slopes);
  const flat = slopes.filter((norm) => norm < steepest / 10).length / slopes.length;
  const seen = `The steepest place of the map is ${digits(steepest / flattest)} times as steep as the flattest, and ${percent(flat)} of it is less than a tenth as steep as its steepest place`;
  if (flat < 0.25) return `${seen}.`;
  return `${seen}: plains beside cliffs. A step that is right for the plain leaps off at the cliff, and one that is right for the cliff hardly moves on the plain.`;
}

function scaleWords(slice: Slice): string {
  const norms = slice.map(({ gradientNorm }) => gradientNorm);
  const [smallest, largest] = ends(norms);
  const at = slice[norms.indexOf(largest)]!.at;
  const trained = slice.reduce((a, b) => (Math.abs(b.at - 1) < Math.abs(a.at - 1) ? b : a));
  const ratios = norms.slice(1).map((norm, index) => Math.max(norm / norms[index]!, norms[index]! / norm));
  const sharpest = Math.max(...ratios);
  const rough = sharpest < 2 ? '.' : ': no slope to follow, for where it leads changes within a step.';
  return `With all recurrent weights together times a factor, the norm of the gradient is ${digits(trained.gradientNorm)} as trained, ${digits(smallest)} at its smallest and ${digits(largest)} at its largest, where the factor is ${digits(at)}. Between neighbouring points, ${Number((slice[1]!.at - slice[0]!.at).toPrecision(3))} apart, it changes by up to a factor of ${digits(sharpest)}${rough}`;
}

interface SliceWords {
  readonly id: string;
  readonly along: string;
  readonly x: string;
  readonly by: string;
}

function sliceFigures(slice: Slice, { id, along, x, by }: SliceWords): Figure[] {
  const [lowest, highest] = ends(slice.map(({ loss }) => loss));
  const [smallest, largest] = ends(slice.map(({ gradientNorm }) => gradientNorm));
  return [
    linesFigure({
      id: `${id}-loss`,
      caption: `Loss of a sentence along ${along}`,
      description: `Line chart. The loss goes from ${digits(lowest)} to ${digits(highest)}.`,
      x,
      y: 'loss',
      lines: [{ name: 'loss', color: paint.one, points: slice.map(({ at, loss }) => [at, loss]) }],
    }),
    linesFigure({
      id: `${id}-gradient`,
      caption: `Norm of the gradient ${by} along the same`,
      description: `Line chart with a logarithmic axis. The norm goes from ${digits(smallest)} to ${digits(largest)}.`,
      x,
      y: 'norm',
      log: true,
      lines: [
        {
          name: 'norm',
          color: paint.two,
          points: slice.map(({ at, gradientNorm }) => [at, gradientNorm]),
        },
      ],
    }),
  ];
}

function nameOf({ from, to }: RecurrentWeight): string {
  return `R ${from}→${to}`;
}

function ends(numbers: readonly number[]): readonly [number, number] {
  return [Math.min(...numbers), Math.max(...numbers)];
}

/** At most nine round levels that part the range evenly. */
function evenLevels(lowest: number, highest: number): number[] {
  const power = 10 ** Math.floor(Math.log10((highest - lowest) / 10));
  const step = [1, 2, 5, 10].find((factor) => 10 * factor * power >= highest - lowest)! * power;
  const first = Math.floor(lowest / step) + 1;
  const levels = Array.from({ length: 9 }, (_, index) => Number(((first + index) * step).toPrecision(6)));
  return levels.filter((level) => level < highest);
}

/** At most nine levels ..., 0.3, 1, 3, ... between two numbers, the highest ones. */
function halfPowers(lowest: number, highest: number): number[] {
  const last = Math.floor(2 * Math.log10(highest));
  const levels = Array.from({ length: 9 }, (_, index) =>
    Number((10 ** ((last - 8 + index) / 2)).toPrecision(1)),
  );
  return levels.filter((level, index) => level > lowest || index === 8);
}

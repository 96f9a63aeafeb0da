import type { CustomSeriesOption, ScatterSeriesOption } from 'echarts/charts';
import type { NetworkResults, Results } from '../../compare/results.ts';
import { axisStyle, type Figure, legendStyle, paint, xName } from '../chart.ts';
import { count } from '../format.ts';
import { grouped, namesAxis, rowsLayout } from './by-network.ts';
import { dots, extremes, type Scored, scoredBy } from './dots.ts';

/** The chart of F1 with its spread over the seeds. */
export function spreadFigures({ networks, scoredOn }: Results): Figure[] {
  const scored = scoredBy(grouped(networks), (f1) => f1[scoredOn]);
  if (scored.length === 0) return [];
  const published = scored.flatMap(({ published }, row) => (published ? [[published.figure, row]] : []));
  const caption = `F1 on ${scoredOn} in per cent: means with one standard deviation, and each seed`;
  return [
    rowsFigure(scored, { id: 'f1-spread', caption, text: extremes(scored) }, [
      errorBars(scored, paint.one),
      { ...dots('each seed', paint.muted, 5), data: seedPoints(scored) },
      { ...dots('mean', paint.one, 10), data: meanPoints(scored) },
      ...(published.length > 0
        ? [{ ...dots('published', paint.two, 10), symbol: 'diamond', data: published }]
        : []),
    ]),
  ];
}

/** The chart of F1 on sentences with and without words new to training; `some` tells whether test has both. */
export function unseenFigures({ networks, ran }: Results, some: boolean): Figure[] {
  const shown = grouped(networks).filter(({ f1 }) => f1.seen && f1.unseen);
  if (!some || shown.length === 0) return [];
  const [seen, unseen] = [scoredBy(shown, (f1) => f1.seen), scoredBy(shown, (f1) => f1.unseen)];
  const caption = `F1 on test by whether a sentence has a word that training lacks (${count(ran.data.unseen!)} have)`;
  const text = `Without such a word: ${extremes(seen)} With one: ${extremes(unseen)}`;
  return [
    rowsFigure(shown, { id: 'unseen', caption, text }, [
      errorBars(seen, paint.one),
      errorBars(unseen, paint.two),
      { ...dots('only known words', paint.one, 10), data: meanPoints(seen) },
      { ...dots('with a new word', paint.two, 10), symbol: 'diamond', data: meanPoints(unseen) },
    ]),
  ];
}

function rowsFigure(
  networks: readonly NetworkResults[],
  { id, caption, text }: { readonly id: string; readonly caption: string; readonly text: string },
  series: (CustomSeriesOption | ScatterSeriesOption)[],
): Figure {
  const { height, grid } = rowsLayout(networks);
  return {
    id,
    caption,
    description: `Dots with error bars, a row for each network. ${caption}. ${text}`,
    height,
    option: {
      grid,
      legend: { ...legendStyle, itemHeight: 8, icon: 'circle', right: 48 },
      xAxis: { ...axisStyle, type: 'value', scale: true, ...xName('F1, %') },
      yAxis: namesAxis(networks),
      series,
    },
  };
}

function meanPoints(networks: readonly Scored[]): number[][] {
  return networks.map(({ spread }, row) => [100 * spread.mean, row]);
}

function seedPoints(networks: readonly Scored[]): number[][] {
  return networks.flatMap(({ spread }, row) =>
    spread.values.flatMap((value) => (value === null ? [] : [[100 * value, row]])),
  );
}

/** A line of one standard deviation to each side of the mean, with ends. */
function errorBars(networks: readonly Scored[], color: string): CustomSeriesOption {
  const bars = networks.flatMap(({ spread: { mean, deviation } }, row) =>
    deviation === null ? [] : [[100 * (mean - deviation), 100 * (mean + deviation), row]],
  );
  return {
    type: 'custom',
    silent: true,
    data: bars,
    encode: { x: [0, 1], y: 2 },
    renderItem: (_, api) => {
      const [from, to] = [0, 1].map((end) => api.coord([api.value(end), api.value(2)]));
      const [x1, y] = from as [number, number];
      const [x2] = to as [number];
      const line = (shape: { x1: number; y1: number; x2: number; y2: number }) =>
        ({ type: 'line', shape, style: { stroke: color, lineWidth: 1.5 } }) as const;
      return {
        type: 'group',
        children: [
          line({ x1, y1: y, x2, y2: y }),
          line({ x1, y1: y - 4, x2: x1, y2: y + 4 }),
          line({ x1: x2, y1: y - 4, x2, y2: y + 4 }),
        ],
      };
    },
  };
}

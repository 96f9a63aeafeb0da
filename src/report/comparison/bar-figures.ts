import type { BarSeriesOption } from 'echarts/charts';
import type { NetworkResults, Results } from '../../compare/results.ts';
import { axisStyle, type Figure, legendStyle, paint, xName } from '../chart.ts';
import { count } from '../format.ts';
import { grouped, namesAxis, rowsLayout } from './by-network.ts';
import { points } from './rows.ts';

/** One series of bars: a figure of each network, if it has one. */
interface Bars {
  readonly name: string;
  readonly color: string;
  readonly of: (network: NetworkResults) => number | null | undefined;
}

interface BarChart {
  readonly id: string;
  readonly caption: string;
  readonly axis: string;
  readonly bars: readonly Bars[];
  readonly text: (value: number) => string;
  /** Where the axis ends; by itself if not given. */
  readonly range?: { readonly min: number; readonly max: number };
}

/** The chart of latencies, if any was measured. */
export function latencyFigures({ networks, ran }: Results): Figure[] {
  const caption = `Milliseconds for one sentence of ${ran.latency.tokens} tokens alone, median`;
  const bars = [
    { name: 'latency', color: paint.one, of: ({ latency }: NetworkResults) => latency?.milliseconds },
  ];
  return barFigures(networks, {
    ...{ id: 'latency', caption, axis: 'ms', bars },
    text: (value) => value.toFixed(2),
  });
}

/** The chart of swap scores, if there are any. */
export function swapFigures({ networks, scoredOn }: Results): Figure[] {
  const bars = (['overall', 'values', 'context'] as const).map((kind, index) => ({
    name: { overall: 'all', values: 'places exchanged', context: 'words before a place turned' }[kind],
    color: [paint.one, paint.two, paint.three][index]!,
    of: ({ swap }: NetworkResults) => percentOf(swap[kind]),
  }));
  return barFigures(networks, {
    ...{ id: 'swaps', caption: `Role swaps followed on ${scoredOn}`, axis: '%', bars },
    text: (value) => points(value / 100),
    range: { min: 0, max: 100 },
  });
}

/** The chart of F1 with and without words new to training; `some` tells whether test has both. */
export function unseenFigures({ networks, ran }: Results, some: boolean): Figure[] {
  if (!some) return [];
  const bars = (['seen', 'unseen'] as const).map((kind, index) => ({
    name: { seen: 'only known words', unseen: 'with a new word' }[kind],
    color: [paint.one, paint.two][index]!,
    of: ({ f1 }: NetworkResults) => percentOf(f1[kind]?.mean),
  }));
  const caption = `F1 on test by whether a sentence has a word that training lacks (${count(ran.data.unseen ?? 0)} have)`;
  const values = networks.flatMap((network) => bars.flatMap(({ of }) => of(network) ?? []));
  const min = Math.max(0, 10 * Math.floor((Math.min(100, ...values) - 5) / 10));
  return barFigures(networks, {
    ...{ id: 'unseen', caption, axis: 'F1, %', bars },
    text: (value) => points(value / 100),
    range: { min, max: 100 },
  });
}

function percentOf(fraction: number | null | undefined): number | undefined {
  return typeof fraction === 'number' ? 100 * fraction : undefined;
}

function barFigures(networks: readonly NetworkResults[], chart: BarChart): Figure[] {
  const { id, caption, axis, bars, text, range } = chart;
  const shown = grouped(networks).filter((network) => bars.some(({ of }) => of(network) !== undefined));
  if (shown.length === 0) return [];
  const { height, grid } = rowsLayout(shown, bars.length === 1 ? 22 : 10 + 11 * bars.length);
  const first = shown.map((network) => `${network.name} ${text(bars[0]!.of(network) ?? 0)}`);
  return [
    {
      id,
      caption,
      description: `Bar chart, a row for each network. ${caption}. ${bars[0]!.name}: ${first.join('; ')}.`,
      height,
      option: {
        grid,
        ...(bars.length > 1 && { legend: { ...legendStyle, itemHeight: 8, right: 48 } }),
        xAxis: { ...axisStyle, type: 'value', ...range, ...xName(axis) },
        yAxis: namesAxis(shown),
        series: bars.map(
          ({ name, color, of }): BarSeriesOption => ({
            type: 'bar',
            silent: true,
            name,
            color,
            barMaxWidth: 12,
            data: shown.map((network) => of(network) ?? '-'),
            label: {
              show: true,
              position: 'right',
              color: paint.muted,
              fontSize: 10,
              formatter: ({ value }) => (typeof value === 'number' ? text(value) : ''),
            },
          }),
        ),
      },
    },
  ];
}

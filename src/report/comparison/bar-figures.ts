import type { BarSeriesOption } from 'echarts/charts';
import type { NetworkResults, Results } from '../../compare/results.ts';
import { axisStyle, type Figure, legendStyle, paint, xName } from '../chart.ts';
import { grouped, namesAxis, rowsLayout } from './by-network.ts';

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

const swapNames = {
  overall: 'sentences',
  values: 'places exchanged',
  context: 'words before turned',
  places: 'single places',
};

/** The chart of swap scores, if there are any. */
export function swapFigures({ networks, scoredOn }: Results): Figure[] {
  const bars = (['overall', 'values', 'context', 'places'] as const).map((kind, index) => ({
    name: swapNames[kind],
    color: [paint.one, paint.two, paint.three, paint.muted][index]!,
    of: ({ swap }: NetworkResults) => percentOf(swap[kind]),
  }));
  return barFigures(networks, {
    ...{ id: 'swaps', caption: `Role swaps followed on ${scoredOn}`, axis: '%', bars },
    text: (value) => value.toFixed(1),
    range: { min: 0, max: 100 },
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
        ...(bars.length > 1 && { legend: { ...legendStyle, itemGap: 16, itemHeight: 8, left: 8 } }),
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

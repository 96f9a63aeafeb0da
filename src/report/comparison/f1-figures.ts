import type { CustomSeriesOption, ScatterSeriesOption } from 'echarts/charts';
import type { NetworkResults, Results } from '../../compare/results.ts';
import type { Spread } from '../../compare/statistics.ts';
import { axisStyle, type Figure, grid, legendStyle, paint, xName } from '../chart.ts';
import { grouped, namesAxis, rowsLayout } from './by-network.ts';
import { spreadText } from './rows.ts';

type Scored = NetworkResults & { readonly spread: Spread };

/** The charts of F1: with its spread over the seeds, and against the size of the network. */
export function f1Figures({ networks, scoredOn }: Results): Figure[] {
  const scored = grouped(networks).flatMap((network) => {
    const spread = network.f1[scoredOn];
    return spread ? [{ ...network, spread }] : [];
  });
  return scored.length > 0 ? [spreadFigure(scored, scoredOn), sizeFigure(scored, scoredOn)] : [];
}

function extremes(networks: readonly Scored[]): string {
  const sorted = networks.toSorted((a, b) => a.spread.mean - b.spread.mean);
  const [lowest, highest] = [sorted[0]!, sorted.at(-1)!].map(
    ({ name, spread }) => `${name} ${spreadText(spread)}`,
  );
  return `Highest: ${highest}; lowest: ${lowest}. The table has all figures.`;
}

function spreadFigure(networks: readonly Scored[], part: string): Figure {
  const { height, grid } = rowsLayout(networks);
  const caption = `F1 on ${part} in per cent: means with one standard deviation, and each seed`;
  const published = networks.flatMap(({ published }, row) => (published ? [[published.figure, row]] : []));
  return {
    id: 'f1-spread',
    caption,
    description: `Dots with error bars, a row for each network. ${caption}. ${extremes(networks)}`,
    height,
    option: {
      grid,
      legend: { ...legendStyle, itemHeight: 8, icon: 'circle', right: 48 },
      xAxis: { ...axisStyle, type: 'value', scale: true, ...xName('F1, %') },
      yAxis: namesAxis(networks),
      series: [
        errorBars(networks),
        {
          ...dots('each seed', paint.muted, 5),
          data: networks.flatMap(({ spread }, row) =>
            spread.values.flatMap((value) => (value === null ? [] : [[100 * value, row]])),
          ),
        },
        {
          ...dots('mean', paint.one, 10),
          data: networks.map(({ spread }, row) => [100 * spread.mean, row]),
        },
        ...(published.length > 0
          ? [{ ...dots('published', paint.two, 9), symbol: 'diamond', data: published }]
          : []),
      ],
    },
  };
}

function dots(name: string, color: string, symbolSize: number): ScatterSeriesOption {
  return { type: 'scatter', silent: true, name, color, symbolSize, itemStyle: { color, opacity: 0.9 } };
}

function errorBars(networks: readonly Scored[]): CustomSeriesOption {
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
        ({ type: 'line', shape, style: { stroke: paint.one, lineWidth: 1.5 } }) as const;
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

function sizeFigure(networks: readonly Scored[], part: string): Figure {
  const caption = `Mean F1 on ${part} against trained numbers without embedding tables`;
  return {
    id: 'f1-size',
    caption,
    description: `Dots with names; the horizontal axis is logarithmic. ${caption}. ${extremes(networks)}`,
    height: 420,
    option: {
      grid: { ...grid, right: 150 },
      xAxis: { ...axisStyle, type: 'log', ...xName('parameters'), ...around(networks) },
      yAxis: { ...axisStyle, type: 'value', scale: true, name: 'F1, %', nameGap: 12 },
      series: [
        {
          ...dots('networks', paint.one, 9),
          data: networks.map(({ name, parameters, spread }) => ({
            name,
            value: [parameters.network, 100 * spread.mean],
          })),
          label: { show: true, position: 'right', formatter: '{b}', color: paint.muted, fontSize: 11 },
          labelLayout: { moveOverlap: 'shiftY' },
        },
      ],
    },
  };
}

/** Round numbers around all sizes: some comparisons have networks of one size only. */
function around(networks: readonly Scored[]): { min: number; max: number } {
  const sizes = networks.map(({ parameters }) => Math.log10(parameters.network));
  return { min: 10 ** Math.floor(Math.min(...sizes)), max: 10 ** Math.ceil(Math.max(...sizes) + 1e-9) };
}

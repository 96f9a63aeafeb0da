import type { CustomSeriesOption } from 'echarts/charts';
import type { Results } from '../../compare/results.ts';
import { axisStyle, type Figure, grid, paint, xName } from '../chart.ts';
import { dots, extremes, type Scored, scoredBy } from './dots.ts';

const width = 640;
const height = 420;
const right = 210;
const plotHeight = height - grid.top - grid.bottom;
const labelHeight = 14;

/** The chart of F1 against the size of the network; names stand beside it, in lines of their own. */
export function sizeFigures({ networks, scoredOn }: Results): Figure[] {
  const scored = scoredBy(networks, (f1) => f1[scoredOn]);
  if (scored.length === 0) return [];
  const caption = `Mean F1 on ${scoredOn} against trained numbers without embedding tables`;
  const points = scored.map(({ parameters, spread }) => [parameters.network, 100 * spread.mean]);
  return [
    {
      id: 'f1-size',
      caption,
      description: `Dots with names. ${caption}. ${extremes(scored)}`,
      width,
      height,
      option: {
        grid: { ...grid, right },
        xAxis: { ...axisStyle, type: 'value', ...xName('parameters'), ...sizesAround(scored) },
        yAxis: { ...axisStyle, type: 'value', name: 'F1, %', nameGap: 12, ...around(points) },
        series: [namesBeside(scored, points), { ...dots('networks', paint.one, 9), data: points }],
      },
    },
  ];
}

/** Names at the right end of the plot, each with a line to its dot. */
function namesBeside(networks: readonly Scored[], points: number[][]): CustomSeriesOption {
  const { min, max } = around(points);
  const heights = points.map(([, score]) => ((max - score!) / (max - min)) * plotHeight);
  const places = apart(heights, labelHeight, plotHeight);
  return {
    type: 'custom',
    silent: true,
    data: points,
    renderItem: ({ dataIndex }, api) => {
      const [x, y] = api.coord([api.value(0), api.value(1)]) as [number, number];
      const end = width - right;
      const at = grid.top + places[dataIndex]!;
      const style = { stroke: paint.line, lineWidth: 1, fill: 'none' };
      const text = {
        text: networks[dataIndex]!.name,
        fill: paint.muted,
        fontSize: 11,
        fontFamily: 'inherit',
      };
      return {
        type: 'group',
        children: [
          {
            type: 'polyline',
            shape: {
              points: [
                [x, y],
                [end - 12, at],
                [end, at],
              ],
            },
            style,
          },
          { type: 'text', x: end + 4, y: at, style: { ...text, verticalAlign: 'middle' } },
        ],
      };
    },
  };
}

/** The heights moved so that each is at least `gap` from the next, in their order, and none is beyond `limit`. */
export function apart(heights: readonly number[], gap: number, limit: number): number[] {
  const order = [...heights.keys()].sort((a, b) => heights[a]! - heights[b]!);
  const places: number[] = [];
  let free = 0;
  for (const index of order) {
    places[index] = Math.max(heights[index]!, free);
    free = places[index] + gap;
  }
  free = limit;
  for (const index of order.reverse()) {
    places[index] = Math.min(places[index]!, free);
    free = places[index] - gap;
  }
  return places;
}

/** Round numbers around all scores. */
function around(points: readonly number[][]): { min: number; max: number } {
  const scores = points.map(([, score]) => score!);
  const [least, most] = [Math.min(...scores), Math.max(...scores)];
  const room = Math.max(most - least, 0.5) / 8;
  const round = 10 ** Math.round(Math.log10(2 * room));
  return { min: round * Math.floor((least - room) / round), max: round * Math.ceil((most + room) / round) };
}

/** Room on both sides of all sizes, also where they are much the same. */
function sizesAround(networks: readonly Scored[]): { min: number; max: number } {
  const sizes = networks.map(({ parameters }) => parameters.network);
  const [least, most] = [Math.min(...sizes), Math.max(...sizes)];
  const room = Math.max(most - least, most / 5) / 4;
  const round = 10 ** Math.floor(Math.log10(room));
  return {
    min: Math.max(0, round * Math.floor((least - room) / round)),
    max: round * Math.ceil((most + room) / round),
  };
}

import type { CustomSeriesOption } from 'echarts/charts';
import { axisStyle, type Figure, paint, xName } from '../chart.ts';

/** A number at each place of a square. */
export interface HeatMap extends Pick<Figure, 'id' | 'caption' | 'description'> {
  readonly x: string;
  readonly y: string;
  /** The values of either axis, evenly spaced. */
  readonly axis: readonly number[];
  /** By `x`, then by `y`. */
  readonly values: readonly (readonly number[])[];
  /** Where a colour ends and the next begins, rising; at least one, at most one less than there are colours. */
  readonly levels: readonly number[];
  /** A place that is marked. */
  readonly mark: { readonly x: number; readonly y: number; readonly name: string };
}

type Band = CustomSeriesOption & { readonly name: string };

/** Viridis: equal steps look equal, in print without colours too. */
const colors = [
  ...['#440154', '#482878', '#3e4a89', '#31688e', '#26828e'],
  ...['#1f9e89', '#35b779', '#6ece58', '#b5de2b', '#fde725'],
] as const;

/** Draws a map in bands of colour, as contour lines would bound them. */
export function heatMapFigure(map: HeatMap): Figure {
  const { id, caption, description, x, y, axis, mark } = map;
  const ends = { min: axis[0]!, max: axis.at(-1)! };
  const value = { ...axisStyle, type: 'value', ...ends, splitLine: { show: false } } as const;
  const bands = bandsOf(map);
  return {
    id,
    caption,
    description,
    width: 640,
    height: 460,
    option: {
      grid: { left: 64, right: 150, top: 36, bottom: 44 },
      legend: {
        ...{ orient: 'vertical', left: 504, top: 'middle', icon: 'rect', itemGap: 6 },
        data: bands.map(({ name }) => name).reverse(),
        textStyle: { color: paint.muted },
        borderColor: paint.line,
      },
      xAxis: { ...value, ...xName(x) },
      yAxis: { ...value, name: y, nameGap: 12 },
      series: [
        ...bands,
        {
          type: 'scatter',
          silent: true,
          symbolSize: 11,
          itemStyle: { color: '#ffffff', borderColor: '#000000', borderWidth: 2 },
          label: { show: true, position: 'top', color: '#000000', formatter: mark.name, ...halo },
          data: [[mark.x, mark.y]],
        },
      ],
    },
  };
}

const halo = { backgroundColor: '#ffffff', padding: [1, 4] as number[], borderRadius: 3 };

/** Each band covers all places at or above its level, under the bands above it, so that no seam shows between them. */
function bandsOf(map: HeatMap): Band[] {
  const { levels } = map;
  return [-Infinity, ...levels].map((level, band) => {
    const next = levels[band];
    const color = colors[Math.round((band * (colors.length - 1)) / levels.length)]!;
    return {
      type: 'custom',
      silent: true,
      name: rangeText(level, next),
      itemStyle: { color },
      data: [[0, 0]],
      clip: true,
      renderItem: (_, api) => ({
        type: 'path',
        shape: { pathData: outline(map, level, (x, y) => api.coord([x, y])) },
        style: { fill: color },
      }),
    };
  });
}

function rangeText(level: number, next: number | undefined): string {
  if (level === -Infinity) return `below ${next}`;
  return next === undefined ? `${level} and more` : `${level} to ${next}`;
}

/** The places at or above a level as an SVG path of rectangles, in the units of the picture. */
function outline(
  { values, axis }: HeatMap,
  level: number,
  toPicture: (x: number, y: number) => readonly number[],
): string {
  const half = (axis[1]! - axis[0]!) / 2;
  const corner = (x: number, y: number): string =>
    toPicture(x, y)
      .map((at) => at.toFixed(1))
      .join(' ');
  const rectangles = values.flatMap((column, index) => {
    const [left, right] = [axis[index]! - half, axis[index]! + half];
    return runsOf(column, level).map(([from, to]) => {
      const [low, high] = [axis[from]! - half, axis[to]! + half];
      return `M${corner(left, low)}L${corner(right, low)}L${corner(right, high)}L${corner(left, high)}Z`;
    });
  });
  return rectangles.join('');
}

/** Where numbers at or above the level stand side by side: first and last place of each run. */
function runsOf(column: readonly number[], level: number): [number, number][] {
  const runs: [number, number][] = [];
  for (const [place, number] of column.entries()) {
    if (!(number >= level)) continue;
    const last = runs.at(-1);
    if (last?.[1] === place - 1) last[1] = place;
    else runs.push([place, place]);
  }
  return runs;
}

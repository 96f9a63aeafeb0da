import type { LineSeriesOption } from 'echarts/charts';
import { axisStyle, type Figure, grid, legendStyle, lineStyle, paint, xName } from '../chart.ts';

/** One line of a chart. */
export interface Line {
  readonly name: string;
  readonly color: string;
  readonly points: readonly (readonly [x: number, y: number])[];
  readonly dashed?: true;
  /** Marks where the line ends, with these words. */
  readonly endsWith?: string;
}

/** Lines over a common axis. */
export interface LinesChart extends Pick<Figure, 'id' | 'caption' | 'description'> {
  readonly x: string;
  readonly y: string;
  readonly lines: readonly Line[];
  /** Whether the vertical axis is logarithmic; what is not above zero is then left out. */
  readonly log?: true;
  /** A level that is worth comparing with. */
  readonly level?: { readonly at: number; readonly name: string };
}

/** Draws lines, with a legend where there are several. */
export function linesFigure(chart: LinesChart): Figure {
  const { id, caption, description, x, y, lines, log, level } = chart;
  const shown = lines.map((line) => ({
    ...line,
    points: line.points.filter(([, value]) => Number.isFinite(value) && (!log || value > 0)),
  }));
  const values = shown.flatMap(({ points }) => points.map(([, value]) => value)).concat(level?.at ?? []);
  const series = shown.map(seriesOf);
  if (level && series[0]) series[0] = { ...series[0], ...levelLine(level) };
  return {
    id,
    caption,
    description,
    option: {
      grid: { ...grid, right: level || lines.some(({ endsWith }) => endsWith) ? 84 : grid.right },
      ...(lines.length > 1 && { legend: { ...legendStyle, right: 28, itemGap: 20 } }),
      xAxis: { ...axisStyle, type: 'value', min: 'dataMin', max: 'dataMax', ...xName(x) },
      yAxis: {
        ...axisStyle,
        ...(log ? { ...powersAxis, ...powersAround(values) } : { type: 'value' }),
        name: y,
        nameGap: 12,
      },
      series,
    },
  };
}

function seriesOf(line: Line): LineSeriesOption {
  const { name, color, points, dashed } = line;
  return {
    ...lineStyle(color, 1.5),
    lineStyle: { color, width: 1.5, type: dashed ? 'dashed' : 'solid' },
    name,
    data: points.map(([x, y]) => [x, y]),
    ...endMark(line),
  };
}

function endMark({ points, color, endsWith }: Line): Pick<LineSeriesOption, 'markPoint'> {
  if (endsWith === undefined) return {};
  return {
    markPoint: {
      silent: true,
      symbol: 'circle',
      symbolSize: 8,
      itemStyle: { color },
      label: { show: true, color, position: 'right', formatter: endsWith },
      data: points.slice(-1).map(([x, y]) => ({ name: endsWith, coord: [x, y] })),
    },
  };
}

function levelLine({ at, name }: { readonly at: number; readonly name: string }) {
  return {
    markLine: {
      silent: true,
      symbol: 'none',
      lineStyle: { color: paint.muted, width: 1 },
      label: { color: paint.muted, formatter: name },
      data: [{ yAxis: at }],
    },
  };
}

const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** An axis of powers of ten, written short. */
const powersAxis = {
  type: 'log',
  axisLabel: {
    color: paint.muted,
    formatter(value: number): string {
      const power = Math.round(Math.log10(value));
      if (power > -4 && power < 5) return String(value);
      const raised = [...String(Math.abs(power))].map((digit) => superscripts[Number(digit)]);
      return `10${power < 0 ? '⁻' : ''}${raised.join('')}`;
    },
  },
} as const;

/** The powers of ten around all values, so that none is at the edge. */
function powersAround(values: readonly number[]): { min: number; max: number } {
  const powers = values.filter((value) => value > 0).map(Math.log10);
  return { min: 10 ** Math.floor(Math.min(...powers)), max: 10 ** Math.ceil(Math.max(...powers)) };
}

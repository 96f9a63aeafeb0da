import type { CustomSeriesOption, LineSeriesOption } from 'echarts/charts';
import type { Reliability, ReliabilityBin } from '../tasks/sentiment/calibration.ts';
import { axisStyle, type Figure, legendStyle, lineStyle, paint, xName } from './chart.ts';
import { count, percent } from './format.ts';
import { type Html, idOf, table } from './html.ts';

/** How far probabilities can be believed, without the temperature and with it. */
export interface Calibrated {
  readonly before: Reliability;
  readonly after: Reliability;
}

/** The reliability plot (Niculescu-Mizil and Caruana 2005): accuracy by confidence, and how many texts are so sure. */
export function reliabilityFigure(part: string, { before, after }: Calibrated): Figure {
  const bins = [...before.bins, ...after.bins].filter(isUsed);
  const start = lower(5, ...bins.map(({ from }) => from));
  const bottom = lower(10, start / 100, ...bins.map(({ accuracy }) => accuracy));
  const caption = `Reliability on ${part}: expected calibration error ${percent(before.error)} before the temperature, ${percent(after.error)} after`;
  const plot = { left: 64, right: 28 };
  const across = { ...axisStyle, type: 'value', min: start, max: 100, interval: 5 } as const;
  return {
    id: `reliability-${idOf(part)}`,
    caption,
    description: `Line chart of accuracy by mean confidence, with the diagonal on which both are equal and bars of how many texts there are. ${caption}. After the temperature: ${inWords(after.bins)}.`,
    height: 440,
    option: {
      grid: [
        { ...plot, top: 36, height: 250 },
        { ...plot, top: 322, height: 74 },
      ],
      legend: { ...legendStyle, right: 28, data: ['before the temperature', 'after'] },
      xAxis: [
        { ...across, gridIndex: 0, axisLabel: { show: false } },
        { ...across, gridIndex: 1, ...xName('confidence, %') },
      ],
      yAxis: [
        {
          ...axisStyle,
          type: 'value',
          gridIndex: 0,
          name: 'accuracy, %',
          nameGap: 12,
          min: bottom,
          max: 100,
        },
        {
          ...axisStyle,
          type: 'value',
          gridIndex: 1,
          name: 'texts',
          nameGap: 6,
          splitNumber: 2,
          minInterval: 1,
        },
      ],
      series: [
        diagonal(start),
        accuracyLine('before the temperature', paint.two, before.bins),
        accuracyLine('after', paint.one, after.bins),
        countBars('before the temperature', { color: paint.two, half: 0, bins: before.bins }),
        countBars('after', { color: paint.one, half: 1, bins: after.bins }),
      ],
    },
  };
}

/** The figures of the plot, bin by bin. */
export function reliabilityTable(part: string, { before, after }: Calibrated): Html {
  const figures = (bin: ReliabilityBin) =>
    isUsed(bin) ? [percent(bin.confidence), percent(bin.accuracy), count(bin.count)] : ['', '', '0'];
  const rows = after.bins.flatMap((bin, index) => {
    const other = before.bins[index]!;
    if (!isUsed(bin) && !isUsed(other)) return [];
    return [[`${percent(bin.from)} to ${percent(bin.to)}`, ...figures(other), ...figures(bin)]];
  });
  const header = ['confidence', 'mean before', 'right', 'texts', 'mean after', 'right', 'texts'];
  return table(`Reliability by confidence, before and after the temperature, ${part}`, header, rows, 6);
}

function isUsed({ count }: ReliabilityBin): boolean {
  return count > 0;
}

/** The multiple of `step` per cent at or below all of these shares; 0 of none. */
function lower(step: number, ...shares: number[]): number {
  return shares.length === 0 ? 0 : step * Math.floor((100 * Math.min(...shares)) / step);
}

function inWords(bins: readonly ReliabilityBin[]): string {
  const parts = bins
    .filter(isUsed)
    .map(
      ({ confidence, accuracy, count: texts }) =>
        `at confidence ${percent(confidence)} ${percent(accuracy)} of ${count(texts)} are right`,
    );
  return parts.join(', ') || 'there are no texts';
}

function diagonal(start: number): LineSeriesOption {
  return {
    ...lineStyle(paint.muted, 1),
    lineStyle: { color: paint.muted, width: 1, type: 'dashed' },
    data: [
      [start, start],
      [100, 100],
    ],
  };
}

function accuracyLine(name: string, color: string, bins: readonly ReliabilityBin[]): LineSeriesOption {
  return {
    ...lineStyle(color),
    name,
    showSymbol: true,
    symbol: 'circle',
    symbolSize: 7,
    data: bins.filter(isUsed).map(({ confidence, accuracy }) => [100 * confidence, 100 * accuracy]),
  };
}

const space = 5;

/** Bars that fill half of their bin, so that they stand beside the others' and the axis stays that of the lines. */
function countBars(
  name: string,
  {
    color,
    half,
    bins,
  }: { readonly color: string; readonly half: 0 | 1; readonly bins: readonly ReliabilityBin[] },
): CustomSeriesOption {
  const used = bins.filter(isUsed);
  return {
    ...{ type: 'custom', silent: true, name, color, xAxisIndex: 1, yAxisIndex: 1, clip: true },
    data: used.map(({ from, count }) => [100 * from, count]),
    renderItem({ dataIndex }, api) {
      const { from, to, count: texts } = used[dataIndex]!;
      const [left, base] = api.coord([100 * from, 0]);
      const [right, top] = api.coord([100 * to, texts]);
      const width = (right! - left!) / 2 - space;
      const shape = { x: left! + space + half * width, y: top!, width, height: base! - top! };
      return { type: 'rect', shape, style: { fill: color } };
    },
  };
}

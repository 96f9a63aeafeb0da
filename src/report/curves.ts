import type { LineSeriesOption } from 'echarts/charts';
import type { EpochRecord } from '../training/history.ts';
import { axisStyle, type Figure, grid, lineStyle, paint, xName } from './chart.ts';
import { capitalized, digits, percent } from './format.ts';
import type { TaskReport } from './input.ts';

/** The charts of a training's epochs: loss, dev score with the best marked, learning rate and throughput. */
export function epochFigures(
  epochs: readonly EpochRecord[],
  { score, unit }: Pick<TaskReport, 'score' | 'unit'>,
): Figure[] {
  const best = epochs.findLast((record) => record.best);
  const bestText = best ? `; best ${percent(best.devScore)} after epoch ${best.epoch + 1}` : '';
  return [
    epochFigure(epochs, {
      id: 'loss',
      caption: `Training loss: mean of a ${unit}, with dropout`,
      axis: 'loss',
      of: ({ loss }) => loss,
    }),
    epochFigure(epochs, {
      id: `dev-${score.toLowerCase()}`,
      caption: `${capitalized(score)} on dev${bestText}`,
      axis: `${score}, %`,
      of: ({ devScore }) => 100 * devScore,
      best,
    }),
    epochFigure(epochs, {
      id: 'learning-rate',
      caption: 'Learning rate at the end of each epoch',
      axis: 'learning rate',
      of: ({ learningRate }) => learningRate,
    }),
    epochFigure(epochs, {
      id: 'throughput',
      caption: 'Throughput while training',
      axis: `${unit}s a second`,
      of: ({ sentencesPerSecond }) => sentencesPerSecond,
      zero: true,
    }),
  ];
}

interface EpochChart {
  readonly id: string;
  readonly caption: string;
  readonly axis: string;
  readonly of: (record: EpochRecord) => number;
  readonly best?: EpochRecord | undefined;
  readonly zero?: true;
}

function epochFigure(epochs: readonly EpochRecord[], chart: EpochChart): Figure {
  const points = epochs.map((record): [number, number] => [record.epoch + 1, chart.of(record)]);
  const ends = [points[0], points.at(-1)].map((point) => digits(point?.[1] ?? Number.NaN));
  return {
    id: chart.id,
    caption: chart.caption,
    description: `Line chart. ${chart.caption}. From ${ends[0]} in epoch ${points[0]?.[0]} to ${ends[1]} in epoch ${points.at(-1)?.[0]}.`,
    option: {
      grid,
      xAxis: {
        ...axisStyle,
        type: 'value',
        min: 'dataMin',
        max: 'dataMax',
        minInterval: 1,
        ...xName('epoch'),
      },
      yAxis: { ...axisStyle, type: 'value', scale: !chart.zero, name: chart.axis, nameGap: 12 },
      series: [{ ...lineStyle(paint.one), showSymbol: points.length <= 60, data: points, ...markOf(chart) }],
    },
  };
}

function markOf({ best, of }: EpochChart): Pick<LineSeriesOption, 'markPoint' | 'markLine'> {
  if (!best) return {};
  const x = best.epoch + 1;
  return {
    markPoint: {
      silent: true,
      symbol: 'circle',
      symbolSize: 12,
      label: { show: false },
      itemStyle: { color: paint.two },
      data: [{ name: 'best', coord: [x, of(best)] }],
    },
    markLine: {
      silent: true,
      symbol: 'none',
      lineStyle: { color: paint.two },
      label: { color: paint.two, formatter: 'best', position: 'end', distance: 2 },
      data: [{ xAxis: x }],
    },
  };
}

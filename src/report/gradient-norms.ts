import type { LineSeriesOption } from 'echarts/charts';
import type { Clipping } from '../optim/clipping.ts';
import type { StepRecord } from '../training/history.ts';
import { axisStyle, type Figure, grid, legendStyle, lineStyle, paint, xName } from './chart.ts';
import { percent } from './format.ts';

const mostPoints = 400;

/** The chart of gradient norms by step, on a logarithmic axis, with the line above which they were clipped. */
export function gradientFigures(steps: readonly StepRecord[], { norm }: Clipping): Figure[] {
  const shown = steps.filter(({ gradientNorm }) => Number.isFinite(gradientNorm) && gradientNorm > 0);
  if (shown.length === 0) return [];
  const clipped = shown.filter(({ gradientNorm }) => gradientNorm > (norm ?? Infinity)).length / shown.length;
  const clipping =
    norm === undefined
      ? 'It was not clipped by norm'
      : `${percent(clipped)} of the steps were clipped to ${norm}`;
  const caption = `Norm of the gradient by step, before clipping by norm. ${clipping}`;
  const series = normSeries(shown);
  Object.assign(series.at(-1)!, limitOf(norm));
  return [
    {
      id: 'gradient-norm',
      caption,
      description: `Line chart with a logarithmic axis. ${caption}.`,
      option: {
        grid: { ...grid, right: norm === undefined ? grid.right : 64 },
        ...(series.length > 1 && {
          legend: { ...legendStyle, right: 48 },
        }),
        xAxis: { ...axisStyle, type: 'value', min: 'dataMin', max: 'dataMax', ...xName('step') },
        yAxis: { ...axisStyle, type: 'log', name: 'norm', nameGap: 12, ...range(shown, norm) },
        series,
      },
    },
  ];
}

/** One line, or when there are many steps, the median and the largest of each few steps. */
function normSeries(steps: readonly StepRecord[]): LineSeriesOption[] {
  const size = Math.ceil(steps.length / mostPoints);
  const groups = Array.from({ length: Math.ceil(steps.length / size) }, (_, group) => {
    const own = steps.slice(group * size, (group + 1) * size);
    const norms = own.map(({ gradientNorm }) => gradientNorm).sort((a, b) => a - b);
    return { step: own[0]!.step, median: norms[norms.length >> 1]!, largest: norms.at(-1)! };
  });
  const median: LineSeriesOption = {
    ...lineStyle(paint.one, 1.5),
    name: 'median',
    data: groups.map((group) => [group.step, group.median]),
  };
  if (size === 1) return [median];
  const largest = groups.map((group) => [group.step, group.largest]);
  return [{ ...lineStyle(paint.muted, 1), name: `largest of ${size} steps`, data: largest }, median];
}

function limitOf(norm: number | undefined): Pick<LineSeriesOption, 'markLine'> {
  if (norm === undefined) return {};
  return {
    markLine: {
      silent: true,
      symbol: 'none',
      lineStyle: { color: paint.two, width: 1.5 },
      label: { color: paint.two, formatter: `clip ${norm}` },
      data: [{ yAxis: norm }],
    },
  };
}

/** Powers of ten around all norms and the limit, so that the limit's line is always in the picture. */
function range(steps: readonly StepRecord[], norm: number | undefined): { min: number; max: number } {
  const values = steps.map(({ gradientNorm }) => gradientNorm).concat(norm ?? []);
  const powers = values.map(Math.log10);
  return { min: 10 ** Math.floor(Math.min(...powers)), max: 10 ** Math.ceil(Math.max(...powers)) };
}

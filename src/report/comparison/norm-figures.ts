import type { NetworkResults, Results } from '../../compare/results.ts';
import { recipeSchema } from '../../tasks/tag/recipe.ts';
import { axisStyle, type Figure, lineStyle, paint, xName } from '../chart.ts';
import { digits } from '../format.ts';
import { grouped } from './by-network.ts';

/** Small charts of gradient norms by epoch, one for each network, all with the same logarithmic axis. */
export function normFigures({ networks }: Results): Figure[] {
  const shown = grouped(networks).filter(({ gradientNorms }) => gradientNorms.length > 0);
  const norms = shown.flatMap(({ gradientNorms }) =>
    gradientNorms.flatMap(({ median, largest }) => [median, largest]),
  );
  const powers = norms.filter((norm) => norm > 0).map(Math.log10);
  const range = { min: 10 ** Math.floor(Math.min(...powers)), max: 10 ** Math.ceil(Math.max(...powers)) };
  return shown.map((network) => normFigure(network, range));
}

function normFigure(
  { name, slug, gradientNorms, recipe }: NetworkResults,
  range: { min: number; max: number },
): Figure {
  const { norm } = recipeSchema.parse(recipe).training.clipping;
  const largest = gradientNorms.map((epoch) => epoch.largest);
  const last = gradientNorms.at(-1)!;
  const line = (of: 'median' | 'largest') => gradientNorms.map((epoch) => [epoch.epoch, epoch[of]]);
  return {
    id: `norms-${slug}`,
    caption: name,
    description: `Two lines by epoch, with a logarithmic axis: gradient norms of ${name} before clipping. The largest was ${digits(Math.max(...largest))}; the median of epoch ${last.epoch} ${digits(last.median)}.`,
    width: 320,
    height: 200,
    option: {
      grid: { left: 60, right: 16, top: 12, bottom: 42 },
      xAxis: {
        ...axisStyle,
        type: 'value',
        min: 1,
        max: Math.max(2, gradientNorms.length),
        minInterval: 1,
        ...xName('epoch'),
      },
      yAxis: { ...axisStyle, type: 'log', ...range },
      series: [
        { ...lineStyle(paint.muted, 1), showSymbol: gradientNorms.length === 1, data: line('largest') },
        {
          ...lineStyle(paint.one, 1.5),
          showSymbol: gradientNorms.length === 1,
          data: line('median'),
          ...(norm !== undefined && { markLine: limit(norm) }),
        },
      ],
    },
  };
}

function limit(norm: number) {
  return {
    silent: true,
    symbol: 'none',
    lineStyle: { color: paint.two, width: 1 },
    label: { show: false },
    data: [{ yAxis: norm }],
  };
}

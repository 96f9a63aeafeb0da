import type { ScatterSeriesOption } from 'echarts/charts';
import type { NetworkResults } from '../../compare/results.ts';
import type { Spread } from '../../compare/statistics.ts';
import { spreadText } from './rows.ts';

/** A network with the score that a chart shows. */
export type Scored = NetworkResults & { readonly spread: Spread };

/** The networks that have the score. */
export function scoredBy(
  networks: readonly NetworkResults[],
  of: (f1: NetworkResults['f1']) => Spread | null,
): Scored[] {
  return networks.flatMap((network) => {
    const spread = of(network.f1);
    return spread ? [{ ...network, spread }] : [];
  });
}

/** The highest and the lowest score, for those who cannot see the chart. */
export function extremes(networks: readonly Scored[]): string {
  const sorted = networks.toSorted((a, b) => a.spread.mean - b.spread.mean);
  const [lowest, highest] = [sorted[0]!, sorted.at(-1)!].map(
    ({ name, spread }) => `${name} ${spreadText(spread)}`,
  );
  return `Highest: ${highest}; lowest: ${lowest}. The table has all figures.`;
}

/** The style of a series of dots. */
export function dots(name: string, color: string, symbolSize: number): ScatterSeriesOption {
  return { type: 'scatter', silent: true, name, color, symbolSize, itemStyle: { color, opacity: 0.9 } };
}

import type { NetworkResults } from '../../compare/results.ts';
import { axisStyle, type ChartOption, paint } from '../chart.ts';

/** The networks in groups, in the order of the file, those without one last. */
export function grouped(networks: readonly NetworkResults[]): NetworkResults[] {
  const groups = [...new Set(networks.map(({ group }) => group))].sort(
    (a, b) => Number(a === null) - Number(b === null),
  );
  return groups.flatMap((group) => networks.filter((network) => network.group === group));
}

/** Sizes of a chart with one row for each network. */
export function rowsLayout(networks: readonly NetworkResults[], rowHeight = 26) {
  const longest = Math.max(0, ...networks.map(({ name }) => name.length));
  return {
    height: 84 + rowHeight * networks.length,
    grid: { left: Math.min(260, 20 + 7 * longest), right: 64, top: 30, bottom: 44 },
  };
}

/** The axis that names the networks, the first on top. */
export function namesAxis(networks: readonly NetworkResults[]): NonNullable<ChartOption['yAxis']> {
  return {
    ...axisStyle,
    type: 'category',
    inverse: true,
    data: networks.map(({ name }) => name),
    axisLabel: { color: paint.text, interval: 0, fontSize: 11 },
  };
}

import { parametersOf } from '../tasks/tag/graphs.ts';
import type { TaggerArchitecture } from '../tasks/tag/network.ts';

/** How many trained numbers a network has: all of them, and without its embedding tables. */
export interface ParameterCounts {
  readonly all: number;
  readonly network: number;
}

/** Counts the trained numbers of a network; frozen vectors are not trained. */
export function countParameters(architecture: TaggerArchitecture): ParameterCounts {
  let all = 0;
  let network = 0;
  for (const { name, shape } of parametersOf(architecture)) {
    const size = shape.reduce((product, dim) => product * dim, 1);
    all += size;
    if (!isTable(architecture, name)) network += size;
  }
  return { all, network };
}

function isTable({ inputs }: TaggerArchitecture, parameter: string): boolean {
  return inputs.some(({ name }) => parameter === `${name}.table`);
}

/** Of the whole numbers up to `most`, the largest at which `count`, which grows with it, is not above the target. */
export function largestWithin(
  target: number,
  count: (hidden: number) => number,
  most: number,
): number | undefined {
  let [within, above] = [0, most + 1];
  while (above - within > 1) {
    const middle = (within + above) >> 1;
    if (count(middle) <= target) within = middle;
    else above = middle;
  }
  return within === 0 ? undefined : within;
}

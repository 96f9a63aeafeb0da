import type { z } from 'zod';
import type { cellSchema } from '../../src/nn/cells/index.ts';
import {
  clockworkOracle,
  elmanOracle,
  feedForwardOracle,
  gruOracle,
  jordanOracle,
  lstmOracle,
  type Oracle,
  scrnOracle,
} from './cell-oracles.ts';

/** A cell as a recipe says it, and the oracle of 7 units that it must agree with. */
export interface CellCase {
  readonly title: string;
  readonly cell: z.input<typeof cellSchema>;
  readonly oracle: Oracle;
}

/** How many units the cases have. */
export const units = 7;

/** Every cell in every setting that changes its equations. */
export const cellCases: readonly CellCase[] = [
  { title: 'feed-forward', cell: 'feed-forward', oracle: feedForwardOracle },
  { title: 'elman', cell: 'elman', oracle: elmanOracle() },
  { title: 'irnn', cell: 'irnn', oracle: elmanOracle((x) => Math.max(0, x)) },
  { title: 'jordan', cell: 'jordan', oracle: jordanOracle() },
  { title: 'lstm', cell: 'lstm', oracle: lstmOracle },
  { title: 'lstm-peephole', cell: 'lstm-peephole', oracle: lstmOracle },
  { title: 'gru, reset before', cell: { name: 'gru', reset: 'before' }, oracle: gruOracle('before') },
  { title: 'gru, reset after', cell: { name: 'gru', reset: 'after' }, oracle: gruOracle('after') },
  { title: 'clockwork', cell: 'clockwork', oracle: clockworkOracle([1, 1, 2, 2, 4, 4, 8]) },
  {
    title: 'clockwork, three periods in no order',
    cell: { name: 'clockwork', periods: [3, 1, 2] },
    oracle: clockworkOracle([1, 1, 1, 2, 2, 3, 3]),
  },
  {
    title: 'clockwork, one period',
    cell: { name: 'clockwork', periods: [3] },
    oracle: clockworkOracle([3, 3, 3, 3, 3, 3, 3]),
  },
  {
    title: 'clockwork, two groups of one period',
    cell: { name: 'clockwork', periods: [2, 5, 2] },
    oracle: clockworkOracle([2, 2, 2, 2, 2, 5, 5]),
  },
  { title: 'scrn', cell: 'scrn', oracle: scrnOracle(0.95, 2) },
  {
    title: 'scrn, mostly context, which forgets',
    cell: { name: 'scrn', alpha: 0.4, context: 0.7 },
    oracle: scrnOracle(0.4, 5),
  },
];

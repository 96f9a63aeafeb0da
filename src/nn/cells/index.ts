import type { Cell } from './cell.ts';
import { elmanCell } from './elman.ts';
import { type LstmOptions, lstmCell } from './lstm.ts';

/** What a recipe can set about a cell. */
export type CellSettings = Pick<LstmOptions, 'forgetBias'>;

/** The cells that a recipe can name. */
export const cells = {
  lstm: (settings: CellSettings): Cell => lstmCell(settings),
  elman: (): Cell => elmanCell(),
} as const;

/** The name of a cell. */
export type CellName = keyof typeof cells;

/** The names of the cells, for schemas. */
export const cellNames = Object.keys(cells) as [CellName, ...CellName[]];

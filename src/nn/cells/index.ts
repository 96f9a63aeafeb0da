import { z } from 'zod';
import type { Cell, CellContext } from './cell.ts';
import { clockwork } from './clockwork.ts';
import { elman } from './elman.ts';
import { feedForward } from './feed-forward.ts';
import { gru } from './gru.ts';
import { irnn } from './irnn.ts';
import { jordan } from './jordan.ts';
import { lstm } from './lstm.ts';
import { lstmPeephole } from './lstm-peephole.ts';
import { scrn } from './scrn.ts';

/** The cells that a recipe can name. */
export const cells = {
  'feed-forward': feedForward,
  elman,
  jordan,
  lstm,
  'lstm-peephole': lstmPeephole,
  gru,
  clockwork,
  scrn,
  irnn,
} as const;

/** The name of a cell. */
export type CellName = keyof typeof cells;

/** The names of the cells, for schemas. */
export const cellNames = Object.keys(cells) as [CellName, ...CellName[]];

type SettingsOf<Name extends CellName> = { readonly name: Name } & Readonly<
  z.output<z.ZodObject<(typeof cells)[Name]['settings']>>
>;

/** A cell with all its settings. */
export type CellSettings = { [Name in CellName]: SettingsOf<Name> }[CellName];

type GivenSettings = {
  [Name in CellName]: { readonly name: Name } & z.input<z.ZodObject<(typeof cells)[Name]['settings']>>;
}[CellName];

const options = cellNames.map((name) =>
  z.strictObject({ name: z.literal(name), ...cells[name].settings }),
) as unknown as [z.ZodObject, ...z.ZodObject[]];

/** A cell in a recipe: its name, or an object of its name and its settings. */
export const cellSchema = z.preprocess(
  (given) => (typeof given === 'string' ? { name: given } : given),
  z.discriminatedUnion('name', options, {
    error: (issue) => (issue.code === 'invalid_union' ? `is not one of ${cellNames.join(', ')}` : undefined),
  }),
) as unknown as z.ZodType<CellSettings, CellName | GivenSettings>;

/** The cell of a recipe. */
export function buildCell({ name, ...settings }: CellSettings, context: CellContext): Cell {
  const build = cells[name].build as (settings: object, context: CellContext) => Cell;
  return build(settings, context);
}

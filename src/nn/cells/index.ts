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
  z.strictObject(
    { name: z.literal(name), ...cells[name].settings },
    {
      error: ({ code }) =>
        code === 'unrecognized_keys' ? `is no setting of ${settingsOf(name)}` : undefined,
    },
  ),
) as unknown as [z.ZodObject, ...z.ZodObject[]];

function settingsOf(name: CellName): string {
  const settings = Object.keys(cells[name].settings);
  return `the cell ${name}, ${settings.length > 0 ? `which has ${settings.join(' and ')}` : 'which has none'}`;
}

/** What is wrong with what is no known cell. */
function noCell({ input }: { readonly input?: unknown }): string {
  const isObject = typeof input === 'object' && input !== null && !Array.isArray(input);
  const names = cellNames.join(', ');
  return isObject
    ? `is not one of ${names}`
    : `is neither the name of a cell nor an object with a name and the cell's settings; names: ${names}`;
}

/** A cell in a recipe: its name, or an object of its name and its settings. */
export const cellSchema = z.preprocess(
  (given) => (typeof given === 'string' ? { name: given } : given),
  z.discriminatedUnion('name', options, { error: noCell }),
) as unknown as z.ZodType<CellSettings, CellName | GivenSettings>;

/** The cell of a recipe. */
export function buildCell({ name, ...settings }: CellSettings, context: CellContext): Cell {
  const build = cells[name].build as (settings: object, context: CellContext) => Cell;
  return build(settings, context);
}

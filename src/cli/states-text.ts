import type { DirectionStates, NetworkStates, UnitsByToken } from '../tasks/tag/states.ts';
import type { Colors } from './colors.ts';
import { shaded } from './shades.ts';
import { displayWidth, formatTable, printable } from './table.ts';

/** Most units of a gate that are shown side by side. */
const mostCells = 12;

/**
 * Gates and states of a text, a table for each direction of each layer: a row for each token, a column for each gate,
 * with some of its units as a heat map where there are colours, and the mean of all.
 */
export function describeStates(
  tokens: readonly string[],
  { cell, layers }: NetworkStates,
  colors: Colors,
  columns = 80,
): string {
  const shown = tokens.map(printable);
  const blocks = layers.flatMap(({ layer, directions }) =>
    directions.map((states) => {
      const cells = colors.isColorSupported ? cellsThatFit(shown, states, columns) : 0;
      const units = Object.values(states.values)[0]?.[0]?.length ?? 0;
      const told = cells > 0 ? `${cells} of ${units} units, and the mean` : `the mean of ${units} units`;
      const head = `${cell}, layer ${layer}, ${states.direction}: ${told}`;
      return [colors.bold(head), ...tableOf(shown, states, { cells, colors })].join('\n');
    }),
  );
  return blocks.join('\n\n');
}

function cellsThatFit(tokens: readonly string[], { values }: DirectionStates, columns: number): number {
  const label = Math.max(...tokens.map(displayWidth), 0);
  const gates = Object.keys(values).length;
  // Two columns between, five for the mean and one before it.
  return Math.max(0, Math.min(mostCells, Math.floor((columns - label) / gates) - 8));
}

function tableOf(
  tokens: readonly string[],
  { values }: DirectionStates,
  { cells, colors }: { readonly cells: number; readonly colors: Colors },
): string[] {
  const gates = Object.entries(values).map(([name, rows]) => ({ name, rows, scale: scaleOf(rows) }));
  const head = ['', ...gates.map(({ name }) => name.padStart(cells + 5))];
  const rows = tokens.map((token, t) => [
    token,
    ...gates.map(({ rows: each, scale }) => {
      const units = each[t]!;
      const strip = sampled(units, cells).map((value) => shaded(' ', value / scale, colors));
      const mean = meanOf(units).toFixed(2).padStart(5);
      return strip.length > 0 ? `${strip.join('')} ${mean}` : mean;
    }),
  ]);
  const right = gates.map((_, column) => column + 1);
  return formatTable([head, ...rows], right);
}

/** What counts as full: gates are from -1 to 1, memory and rectified states can be more. */
function scaleOf(rows: UnitsByToken): number {
  return rows.flat().reduce((most, value) => Math.max(most, Math.abs(value)), 1);
}

function sampled(units: readonly number[], cells: number): number[] {
  const count = Math.min(cells, units.length);
  return Array.from({ length: count }, (_, k) => units[Math.floor((k * units.length) / count)]!);
}

function meanOf(units: readonly number[]): number {
  return units.reduce((sum, value) => sum + value, 0) / units.length;
}

import type { Results } from '../compare/results.ts';
import { orderRows, qualityRows, type Rows, speedRows, unseenRows } from '../report/comparison/rows.ts';
import type { Colors } from './colors.ts';
import { formatTable, printable } from './table.ts';

/** A comparison as a person reads it in a terminal. */
export function describeComparison(results: Results, colors: Colors): string {
  const tables = [qualityRows(results), speedRows(results), unseenRows(results), orderRows(results)];
  return tables.flatMap((table) => (table ? [tableText(table, colors)] : [])).join('\n\n');
}

function tableText({ title, header, rows, numbers }: Rows, colors: Colors): string {
  const right = Array.from({ length: numbers }, (_, column) => header.length - numbers + column);
  const [head, ...lines] = formatTable([header, ...rows.map((row) => row.map(printable))], right);
  return [colors.bold(title), colors.dim(head!), ...lines].join('\n');
}

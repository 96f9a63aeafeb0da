import type { Results } from '../../compare/results.ts';
import { markdownTable } from '../markdown.ts';
import {
  hasTrouble,
  orderRows,
  qualityRows,
  type Rows,
  ranFacts,
  seedRows,
  speedRows,
  unseenRows,
} from './rows.ts';

/** A comparison in Markdown. */
export function comparisonMarkdown(results: Results): string {
  const { name, description, notes, networks, ran } = results;
  const tables = [
    qualityRows(results),
    speedRows(results),
    ...(ran.seeds.length > 1 || hasTrouble(results) ? [seedRows(results)] : []),
    unseenRows(results),
    orderRows(results),
  ];
  const remarks = [
    ...notes,
    ...networks.flatMap(({ name, note }) => (note === null ? [] : [`${name}: ${note}`])),
    ...networks.flatMap(({ name, published }) =>
      published ? [`${name}, published ${published.figure.toFixed(2)}: ${published.source}`] : [],
    ),
  ];
  return `${[
    `# ${name}`,
    ...(description ? [description] : []),
    ...tables.flatMap((table) => (table ? [tableText(table)] : [])),
    ...(remarks.length > 0 ? [`## Notes\n\n${list(remarks)}`] : []),
    `## What was run\n\n${list(ranFacts(results).map(([fact, value]) => `${fact}: ${value}`))}`,
  ].join('\n\n')}\n`;
}

function tableText({ title, header, rows, numbers }: Rows): string {
  return `## ${title}\n\n${markdownTable(header, rows, numbers)}`;
}

function list(lines: readonly string[]): string {
  return lines.map((line) => `- ${line}`).join('\n');
}

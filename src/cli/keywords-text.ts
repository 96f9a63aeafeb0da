import { count } from '../report/format.ts';
import type { KeywordsAnswer } from '../tasks/keywords/answer.ts';
import type { Colors } from './colors.ts';
import { heatMap } from './heat-map.ts';
import { formatTable, printable } from './table.ts';

/** A text of one line with its keywords marked, and a table of them under it: the text, the score, and how many places. */
export function describeKeywords(text: string, { keywords }: KeywordsAnswer, colors: Colors): string {
  const rows = keywords.map(({ text: own, score, occurrences }) => [
    printable(own),
    score.toFixed(3),
    `${count(occurrences.length)} ${occurrences.length === 1 ? 'place' : 'places'}`,
  ]);
  const table = rows.length > 0 ? formatTable(rows, [1, 2]) : [colors.dim('no keywords')];
  const show = (piece: string): string => colors.bold(colors.cyan(piece));
  const places = keywords.flatMap(({ occurrences }) => occurrences.map((place) => ({ ...place, show })));
  const head = text.trimEnd().includes('\n') ? [] : [heatMap(text.trimEnd(), places)];
  return [...head, ...table.map((line) => `  ${line}`)].join('\n');
}

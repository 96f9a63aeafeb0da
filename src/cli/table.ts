import { stripVTControlCharacters } from 'node:util';

const wide =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u;

/** Columns of a terminal that a text takes; colours take none. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const character of stripVTControlCharacters(text)) {
    if (!/\p{M}/u.test(character)) width += wide.test(character) ? 2 : 1;
  }
  return width;
}

/** Lines of a table, the columns two spaces apart; those named by number in `right` are set to the right. */
export function formatTable(rows: readonly (readonly string[])[], right: readonly number[]): string[] {
  const columns = Math.max(0, ...rows.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, column) =>
    Math.max(...rows.map((row) => displayWidth(row[column] ?? ''))),
  );
  return rows.map((row) => {
    const cells = widths.map((width, column) => {
      const cell = row[column] ?? '';
      const space = ' '.repeat(width - displayWidth(cell));
      return right.includes(column) ? space + cell : cell + space;
    });
    return cells.join('  ').trimEnd();
  });
}

/** The text with control characters, which could steer a terminal, replaced one for one by spaces. */
export function printable(text: string): string {
  return text.replaceAll(/\p{Cc}/gu, ' ');
}

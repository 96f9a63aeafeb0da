/** A name as inline code. */
export function inline(text: string): string {
  return `\`${text.replaceAll('`', "'")}\``;
}

/** A table in GitHub's Markdown; the last `numbers` columns are set to the right. */
export function markdownTable(
  header: readonly string[],
  rows: readonly (readonly string[])[],
  numbers = 0,
): string {
  const rule = header.map((_, column) => (column >= header.length - numbers ? '---:' : '---'));
  const line = (cells: readonly string[]) => `| ${cells.map(escapeCell).join(' | ')} |`;
  return [line(header), line(rule), ...rows.map(line)].join('\n');
}

function escapeCell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll(/\s*\n\s*/g, ' ');
}

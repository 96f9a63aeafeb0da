/** A piece of HTML that is safe to put in a page as it stands. */
export interface Html {
  readonly html: string;
}

/** What may stand in a template: text and numbers are escaped, lists are joined, nothing is left out. */
export type Content = Html | string | number | undefined | readonly Content[];

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text with the characters that mean something in HTML written as entities. */
export function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => entities[character]!);
}

/** A template of HTML; everything put into it is escaped unless it is HTML itself. */
export function html(parts: TemplateStringsArray, ...contents: readonly Content[]): Html {
  return { html: parts.map((part, index) => part + toHtml(contents[index])).join('') };
}

/** HTML that was made elsewhere and is known to be safe. */
export function trusted(text: string): Html {
  return { html: text };
}

function toHtml(content: Content): string {
  if (content === undefined) return '';
  if (typeof content === 'string') return escapeHtml(content);
  if (typeof content === 'number') return String(content);
  return 'html' in content ? content.html : content.map(toHtml).join('');
}

/** A name as an id of the page, or a part of one. */
export function idOf(name: string): string {
  return name.replaceAll(/[^\p{L}\p{N}]+/gu, '-');
}

/** A table: the first column names the rows, `numbers` tells how many of the last columns hold numbers. */
export function table(
  caption: string,
  header: readonly string[],
  rows: readonly (readonly Content[])[],
  numbers: number,
): Html {
  const className = (column: number) => (column >= header.length - numbers ? 'number' : 'text');
  const head = header.map((name, column) => html`<th scope="col" class="${className(column)}">${name}</th>`);
  const body = rows.map(([first, ...cells]) => {
    const rest = cells.map((cell, index) => html`<td class="${className(index + 1)}">${cell}</td>`);
    return html`<tr><th scope="row" class="${className(0)}">${first}</th>${rest}</tr>\n`;
  });
  return html`<div class="scroll" role="region" tabindex="0" aria-label="${caption}">
<table><caption>${caption}</caption>
<thead><tr>${head}</tr></thead>
<tbody>
${body}</tbody></table></div>\n`;
}

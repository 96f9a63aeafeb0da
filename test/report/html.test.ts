import { describe, expect, it } from 'vitest';
import { html, table, trusted } from '../../src/report/html.ts';

describe('html', () => {
  it('escapes what is put in, in text and in attributes, but not HTML', () => {
    const inner = html`<b title="${'"\'&'}">${'<i>'}</b>`;
    expect(html`${inner}${[1, '<', trusted('<br>')]}${undefined}`.html).toBe(
      '<b title="&quot;&#39;&amp;">&lt;i&gt;</b>1&lt;<br>',
    );
  });

  it('gives tables a caption, headers of columns and rows, and numbers to the right', () => {
    const page = table('Counts', ['slot', 'gold'], [['<origin>', '3']], 1).html;
    expect(page).toContain('<caption>Counts</caption>');
    expect(page).toContain('<th scope="col" class="number">gold</th>');
    expect(page).toContain('<th scope="row" class="text">&lt;origin&gt;</th><td class="number">3</td>');
  });
});

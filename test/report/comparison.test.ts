import { describe, expect, it } from 'vitest';
import { colorsFor } from '../../src/cli/colors.ts';
import { describeComparison } from '../../src/cli/compare-table.ts';
import { comparisonMarkdown } from '../../src/report/comparison/markdown.ts';
import { renderComparison } from '../../src/report/comparison/page.ts';
import { madeUpResults } from '../compare/made-up.ts';

const results = madeUpResults();
const count = (page: string, pattern: RegExp) => (page.match(pattern) ?? []).length;

describe('renderComparison', () => {
  const page = renderComparison(results);

  it('needs no network, no scripts and no other file', () => {
    expect(page).not.toMatch(/<script|<link|<img|<iframe|@import|\bsrc=|\bhref=/);
    expect(page.replaceAll('xmlns="http://www.w3.org/2000/svg"', '')).not.toMatch(/https?:/);
    expect(page).not.toMatch(/url\((?!#)/);
  });

  it('escapes all text of the file', () => {
    expect(page).toContain('Made &lt;i&gt;up&lt;/i&gt;');
    expect(page).toContain('Note &lt;b&gt;');
    expect(page).toContain('A &lt;paper&gt; &amp; more');
    expect(page).not.toMatch(/<i>|<paper>/);
  });

  it('draws F1 with its spread and by size, swaps, new words, latencies, and norms of each network', () => {
    const captions = [...page.matchAll(/<figcaption>([^<]+)</g)].map(([, caption]) => caption);
    expect(captions).toEqual([
      'F1 on test in per cent: means with one standard deviation, and each seed',
      'Mean F1 on test against trained numbers without embedding tables',
      'Role swaps followed on test',
      'F1 on test by whether a sentence has a word that training lacks (40 have)',
      'Milliseconds for one sentence of 12 tokens alone, median',
      // The network that never finished an epoch has no norms to draw.
      'LSTM',
      'Elman',
    ]);
  });

  it('names every chart and table for those who cannot see them', () => {
    expect(count(page, /<svg /g)).toBe(7);
    expect(count(page, /<svg [^>]*role="img" aria-label="[^"]{30,}"/g)).toBe(7);
    expect(count(page, /<table/g)).toBe(count(page, /<caption>/g));
    expect(page).toContain('Highest: LSTM 91.00 ± 1.00; lowest: Elman 85.00 ± 7.07');
  });

  it('uses each id once and only colours of the style', () => {
    const ids = [...page.matchAll(/\bid="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const strokes = new Set([...page.matchAll(/stroke="([^"]+)"/g)].map(([, color]) => color));
    expect([...strokes].filter((color) => !color!.startsWith('var('))).toEqual([]);
  });

  it('gives the same page for the same results', () => {
    expect(renderComparison(madeUpResults())).toBe(page);
  });

  it('leaves out what was not measured', () => {
    const onDev = renderComparison(madeUpResults({ test: false }));
    expect(onDev).not.toContain('Words that training lacks');
    expect(onDev).toContain('F1 on dev');
  });
});

describe('comparisonMarkdown', () => {
  const lines = comparisonMarkdown(results).split('\n');
  const row = (name: string, from: string) =>
    lines
      .slice(lines.findIndex((line) => line.startsWith(from)))
      .find((line) => line.startsWith(`| ${name} |`));

  it('has a line for each network: F1, swaps, sizes, the published figure, and how its runs ended', () => {
    expect(row('LSTM', '## F1')).toBe(
      '| LSTM | 91.00 ± 1.00 | 95.00 ± 0.00 | 50.00 | 50.00 | – | 75.00 | 128 | 5,000 | 990 | 95.50 | 3 |',
    );
    expect(row('Elman', '## F1')).toMatch(/\| – \| 3, 1 diverged \|$/);
    expect(row('IRNN', '## F1')).toMatch(/^\| IRNN \| – \| – \| .*\| 3, 2 diverged, 1 failed \|$/);
  });

  it('tells speed, seeds, new words and orders', () => {
    expect(row('Elman', '## Training and latency')).toBe('| Elman | 10 s | 50 | 2.0 | 0.100 | 0.50× |');
    expect(row('Elman', '## F1 on test by seed')).toBe('| Elman | 80.00 | diverged at epoch 1 | 90.00 |');
    expect(row('IRNN', '## F1 on test by seed')).toContain('| failed: it crashed |');
    expect(row('LSTM', '## F1 on test in per cent: 40 of 100')).toBe(
      '| LSTM | 91.00 ± 1.00 | 93.00 ± 1.00 | 81.00 ± 1.00 |',
    );
    expect(lines).toContain('| Elman < LSTM | A paper | too close to tell | +6.00 |');
    expect(lines).toContain('| IRNN < LSTM | Another | cannot be told | – |');
  });

  it('tells what was run', () => {
    for (const fact of [
      'slotline compare x.json',
      '2026-01-02',
      'ab'.repeat(32),
      '1, 2, 3',
      'v20.19.0',
      'a processor, 2 cores',
    ]) {
      expect(lines.some((line) => line.startsWith('- ') && line.includes(fact))).toBe(true);
    }
  });
});

describe('describeComparison', () => {
  it('shows the tables in a terminal, in columns', () => {
    const text = describeComparison(results, colorsFor({}));
    expect(text).toMatch(/^LSTM +91\.00 ± 1\.00 +95\.00 ± 0\.00/m);
    expect(text).toMatch(/^Elman < LSTM +A paper +too close to tell +\+6\.00$/m);
  });
});

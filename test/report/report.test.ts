import { describe, expect, it } from 'vitest';
import { html } from '../../src/report/html.ts';
import type { TaskReport } from '../../src/report/input.ts';
import { renderReport } from '../../src/report/report.ts';
import { madeUpEvaluation, madeUpInput } from './report-input.ts';

const count = (page: string, pattern: RegExp) => (page.match(pattern) ?? []).length;

describe('renderReport', () => {
  const page = renderReport(madeUpInput());

  it('needs no network, no scripts and no other file', () => {
    expect(page).not.toMatch(/<script|<link|<img|<iframe|@import|\bsrc=|\bhref=/);
    expect(page.replaceAll('xmlns="http://www.w3.org/2000/svg"', '')).not.toMatch(/https?:/);
    expect(page).not.toMatch(/url\((?!#)/);
  });

  it('escapes all text of recipe and data', () => {
    expect(page).toContain('Books &lt;script&gt;alert(1)&lt;/script&gt;');
    expect(page).toContain('made &lt;b&gt;up&lt;/b&gt;');
  });

  it('tells the scores, why the training ended, the seed and the data', () => {
    expect(page).toMatch(/<dt>Best epoch<\/dt><dd>11<\/dd>/);
    expect(page).toMatch(/<dt>Epochs<\/dt><dd>12 of 20<\/dd>/);
    expect(page).toContain('no better dev score for 5 epochs');
    expect(page).toContain('train.jsonl, dev.jsonl, test.jsonl');
    expect(page).toContain('ab'.repeat(32));
    expect(page).toContain('without that its F1 is 75.00 %');
  });

  it('names every chart and table for those who cannot see them', () => {
    expect(count(page, /<svg /g)).toBe(7);
    expect(count(page, /<svg [^>]*role="img" aria-label="[^"]{30,}"/g)).toBe(7);
    expect(count(page, /<table/g)).toBe(count(page, /<caption>/g));
    expect(page).toContain('of the steps were clipped to 5');
  });

  it('uses each id once and only colours of the style', () => {
    const ids = [...page.matchAll(/\bid="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const strokes = new Set([...page.matchAll(/stroke="([^"]+)"/g)].map(([, color]) => color));
    expect([...strokes].filter((color) => !color!.startsWith('var('))).toEqual([]);
  });

  it('shows what a task brings: its score, figures, facts and sections, in their places', () => {
    const task: TaskReport = {
      purpose: 'Finds keywords',
      score: 'recall',
      unit: 'text',
      reached: [['Recall on test', '81 %']],
      facts: [['Longest phrase', 4]],
      sections: [html`<section id="own">Of its own</section>`],
    };
    const input = madeUpInput();
    const own = renderReport({ ...input, recipe: { ...input.recipe, description: '' }, task });
    expect(own).toContain('<p class="muted">Finds keywords</p>');
    expect(own).toMatch(/<dt>Recall on test<\/dt><dd>81 %<\/dd>[\s\S]*<dt>Epochs/);
    expect(own).toMatch(/<dt>Seed<\/dt>[\s\S]*<dt>Longest phrase<\/dt><dd>4<\/dd>[\s\S]*<dt>Clipping/);
    expect(own).toMatch(/id="curves"[\s\S]*<section id="own">Of its own[\s\S]*id="recipe"/);
    expect(own).toContain('Recall on dev; best');
    expect(own).not.toContain('F1 on dev');
  });

  it('gives the same page for the same input', () => {
    expect(renderReport(madeUpInput())).toBe(page);
  });

  it('shows of many slots only those that are confused', () => {
    const names = Array.from({ length: 60 }, (_, index) => `slot-${index}`);
    const many = renderReport(madeUpInput(1, 3, { test: madeUpEvaluation(names, 300) }));
    expect(many).toMatch(/24 of \d\d slots, those most often confused, are shown/);
    expect(count(many, /writing-mode/g)).toBe(1);
  });

  it('stands a training that diverged in its first epoch', () => {
    const input = madeUpInput(12, 100, {});
    const steps = [{ step: 0, loss: Number.NaN, gradientNorm: Number.NaN }];
    const broken = renderReport({ ...input, history: { epochs: [], steps }, endReason: 'diverged' });
    expect(broken).toContain('no longer a number');
    expect(broken).toContain('The training ended before its first step could be shown.');
  });
});

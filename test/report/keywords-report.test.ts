import { describe, expect, it } from 'vitest';
import { renderPicture } from '../../src/report/chart.ts';
import { renderKeywordsCard } from '../../src/report/keywords-card.ts';
import { keywordsFigures } from '../../src/report/keywords-scores.ts';
import { renderReport } from '../../src/report/report.ts';
import { tinyKeywordsParts } from '../helpers/tiny-keywords.ts';
import { madeUpKeywordsEvaluation, madeUpKeywordsInput } from './keywords-input.ts';

const count = (page: string, pattern: RegExp) => (page.match(pattern) ?? []).length;
const percent = (fraction: number) => `${(100 * fraction).toFixed(2)} %`;
const evaluation = madeUpKeywordsEvaluation();
const { extractive, all } = evaluation.scores;

describe('the report of a model of keywords', () => {
  const page = renderReport(madeUpKeywordsInput(evaluation));

  it('tells F1 at ten phrases and of the answers on test and dev, and speaks of no sentences', () => {
    for (const part of ['test', 'dev']) {
      expect(page).toContain(`<dt>F1@10 on ${part}</dt><dd>${percent(extractive.at[10]!.macro.f1)}</dd>`);
      expect(page).toContain(
        `<dt>F1 of what is answered, ${part}</dt><dd>${percent(extractive.set.micro.f1)}</dd>`,
      );
    }
    expect(page).not.toMatch(/sentence/);
    expect(page).toContain('16 tokens, 4 at each side left to the next window');
    expect(page).toContain('a label for each token under a CRF; encoders word');
  });

  it('has both kinds of keywords, the matching rule and the baselines on each part', () => {
    expect(count(page, /Matching: a phrase is right when/g)).toBe(2);
    expect(page).toContain('400 keywords of 100 texts');
    expect(page).toContain('500 keywords of 100 texts');
    for (const name of ['this model', 'tf·idf of phrases', 'tf·idf of their words', 'YAKE-like'])
      expect(count(page, new RegExp(`<th scope="row" class="text">${name}</th>`, 'g'))).toBe(4);
    for (const { at, set } of [extractive, all]) {
      const cells = [set.macro.f1, set.micro.precision, set.micro.recall, set.micro.f1]
        .map((each) => `<td class="number">${percent(each)}</td>`)
        .join('');
      expect(page).toContain(cells);
      expect(page).toContain(`<td class="number">${percent(at[5]!.micro.recall)}</td>`);
    }
  });

  it('names every chart for those who cannot see it, uses each id once and only colours of the style', () => {
    expect(count(page, /<svg /g)).toBe(7);
    expect(count(page, /<svg [^>]*role="img" aria-label="[^"]{30,}"/g)).toBe(7);
    const ids = [...page.matchAll(/\bid="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const strokes = new Set([...page.matchAll(/stroke="([^"]+)"/g)].map(([, color]) => color));
    expect([...strokes].filter((color) => !color!.startsWith('var('))).toEqual([]);
  });
});

describe('the plot by least score', () => {
  it('says where F1 is greatest, and stands a part without texts', () => {
    const best = evaluation.byThreshold.reduce((a, b) => (b.f1 > a.f1 ? b : a));
    const [figure] = keywordsFigures('my test.jsonl', evaluation);
    expect(figure!.id).toBe('threshold-my-test-jsonl');
    expect(figure!.description).toContain(
      `F1 is greatest, ${percent(best.f1)}, at ${best.minScore.toFixed(2)}`,
    );
    expect(renderPicture(keywordsFigures('none', madeUpKeywordsEvaluation(0))[0]!)).toMatch(/^<svg /);
  });
});

describe('the model card of a model of keywords', () => {
  const { manifest } = tinyKeywordsParts();
  const measured = { manifest, dev: evaluation, test: evaluation, bytes: 1_234_567 };

  it('tells how it reads, from which score on it answers, and what it reaches beside baselines', () => {
    const card = renderKeywordsCard(measured);
    expect(card).toContain('# topics 3.0.0');
    expect(card).toContain('1.2 MB in all');
    expect(card).toContain('score of at least 0.200');
    expect(card).toContain('`slotline keywords --model topics "..."`');
    const f1 = [5, 10, 15].map((k) => percent(extractive.at[k]!.macro.f1)).join(' | ');
    expect(count(card, new RegExp(`\\| this model \\| ${f1.replaceAll('|', '\\|')} \\|`, 'g'))).toBe(2);
    expect(card).toContain('| tf·idf of phrases | 0.00 % | 0.00 % | 0.00 % |');
    expect(count(card, /The epoch and the least score were chosen by these texts/g)).toBe(1);
  });

  it('tells of a scorer that it judges candidates, and of a model without test what it reaches on dev', () => {
    const { test: _, ...untested } = measured;
    const card = renderKeywordsCard({ ...untested, manifest: { ...manifest, method: 'scorer' } });
    expect(card).toContain('candidate phrases, which hold no stopword');
    expect(count(card, /\| this model \|/g)).toBe(2);
  });
});

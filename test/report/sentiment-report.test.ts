import { describe, expect, it } from 'vitest';
import { renderPicture } from '../../src/report/chart.ts';
import { reliabilityFigure } from '../../src/report/reliability.ts';
import { renderReport } from '../../src/report/report.ts';
import { sentimentFigures } from '../../src/report/sentiment-scores.ts';
import { reliabilityOf } from '../../src/tasks/sentiment/calibration.ts';
import { madeUpSentimentEvaluation, madeUpSentimentInput } from './sentiment-input.ts';

const count = (page: string, pattern: RegExp) => (page.match(pattern) ?? []).length;

describe('the report of a sentiment model', () => {
  const evaluation = madeUpSentimentEvaluation();
  const page = renderReport(madeUpSentimentInput(evaluation));

  it('tells accuracy and calibration on test and dev, and speaks of no F1 on dev', () => {
    const accuracy = (100 * evaluation.accuracy).toFixed(2);
    for (const part of ['test', 'dev']) {
      expect(page).toContain(`<dt>Accuracy on ${part}</dt><dd>${accuracy} %</dd>`);
      expect(page).toContain(`<dt>Calibration error, ${part}</dt>`);
    }
    expect(page).toMatch(/Accuracy on dev; best 97\.89 % after epoch 11/);
    expect(page).not.toMatch(/F1 on dev|sentence/);
    expect(page).toContain('Tells whether a text is positive or negative');
    expect(page).toContain('pooled by additive attention of 64 units; encoders word');
    expect(page).toContain('2.000, fitted on dev');
  });

  it('has a table of classes and a matrix whose cells are all texts', () => {
    const matrix = page.match(/<table class="matrix">[\s\S]*?<\/table>/)![0];
    const cells = [...matrix.matchAll(/<td style[^>]*>(\d+)<\/td>/g)].map(([, texts]) => Number(texts));
    expect(cells).toHaveLength(4);
    expect(cells.reduce((sum, texts) => sum + texts)).toBe(500);
    expect(cells[0]! + cells[3]!).toBe(Math.round(500 * evaluation.accuracy));
    expect(page).toContain(`<th scope="row" class="text">negative</th>`);
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

describe('the reliability plot', () => {
  it('tells both errors, and bin by bin how sure and how right the model is after the temperature', () => {
    const logits = [0, Math.log(9)];
    const judgements = [0, 1, 1, 1].map((gold) => ({ logits, gold }));
    const { caption, description } = reliabilityFigure('test', {
      before: reliabilityOf(judgements, 1),
      after: reliabilityOf(judgements, 2),
    });
    expect(caption).toContain('calibration error 15.00 % before the temperature, 0.00 % after');
    expect(description).toContain('at confidence 75.00 % 75.00 % of 4 are right');
  });

  it('stands a part without texts', () => {
    const [figure] = sentimentFigures('none', madeUpSentimentEvaluation(0));
    expect(figure!.description).toContain('there are no texts');
    expect(renderPicture(figure!)).toMatch(/^<svg /);
  });

  it('is a file of its own with colours of its own, named by what it was measured on', () => {
    const [figure] = sentimentFigures('my test.tsv', madeUpSentimentEvaluation());
    expect(figure!.id).toBe('reliability-my-test-tsv');
    expect(renderPicture(figure!)).not.toContain('var(');
  });
});

import { beforeAll, describe, expect, it } from 'vitest';
import { readSplits } from '../../src/corpus/splits.ts';
import { renderPicture } from '../../src/report/chart.ts';
import { figuresOf, renderMeasured } from '../../src/report/surface/page.ts';
import { runAdding } from '../../src/surface/adding-run.ts';
import { runClipping } from '../../src/surface/clipping.ts';
import { runLinearUnit } from '../../src/surface/linear-unit.ts';
import { measureLossSurface } from '../../src/surface/loss-surface.ts';
import type { Measured } from '../../src/surface/measure.ts';

const count = (page: string, pattern: RegExp) => (page.match(pattern) ?? []).length;

/** Everything, measured as briefly as possible. */
async function measureBriefly(): Promise<Measured> {
  const splits = readSplits('data/sample');
  const map = { epochs: 1, seed: 1, sentences: 4, range: 3, points: 5, largestScale: 3, slicePoints: 7 };
  const pair = { cell: 'irnn', learningRate: 0.3, norm: 1, epochs: 1, seed: 1 } as const;
  const short = { length: 8, hidden: 4, batch: 4, steps: 20, learningRate: 0.01, clipping: 1, seed: 1 };
  return {
    seed: 1,
    effort: 'quick',
    data: { files: splits.files, sha256: splits.sha256 },
    toy: {
      steps: 1000,
      named: await runLinearUnit([1, 1.01, 0.99, 0.01], 1000),
      drawn: await runLinearUnit([0.95, 1, 1.01], 1000),
    },
    surface: await measureLossSurface(splits, map),
    clipping: [await runClipping(splits, pair)],
    reach: [await runAdding({ cell: 'lstm', ...short }), await runAdding({ cell: 'gru', ...short })],
  };
}

describe('renderMeasured', () => {
  let measured: Measured;
  let page: string;
  beforeAll(async () => {
    measured = await measureBriefly();
    page = renderMeasured(measured);
  });

  it('needs no network, no scripts and no other file', () => {
    expect(page).not.toMatch(/<script|<link|<img|<iframe|@import|\bsrc=|\bhref=/);
    expect(page.replaceAll('xmlns="http://www.w3.org/2000/svg"', '')).not.toMatch(/https?:/);
    expect(page).not.toMatch(/url\((?!#)/);
  });

  it('has every plot, with a name for those who cannot see it, and each id once', () => {
    const figures = figuresOf(measured);
    expect(figures.map(({ id }) => id)).toEqual([
      ...['toy-output', 'toy-gradient', 'loss-map', 'slope-map'],
      ...['weight-loss', 'weight-gradient', 'scale-loss', 'scale-gradient'],
      ...['clipping-irnn-loss', 'clipping-irnn-norm', 'adding-loss-8', 'reach-start-8', 'reach-end-8'],
    ]);
    expect(count(page, /<svg [^>]*role="img" aria-label="[^"]{30,}"/g)).toBe(figures.length);
    const ids = [...page.matchAll(/\bid="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('tells the numbers', () => {
    expect(page).toContain('<td class="number">20,75');
    expect(page).toMatch(/irnn, learning rate 0\.3: .*at step \d+ loss or gradient was no number any more/);
    expect(page).toContain('no number</text>');
    expect(page).toMatch(/<th scope="row" class="text">lstm<\/th><td class="number">7<\/td>/);
    expect(page).toContain('0.167');
  });

  it('draws each band of a map, and marks where training ended', () => {
    const map = renderPicture(figuresOf(measured).find(({ id }) => id === 'loss-map')!);
    expect(new Set(map.match(/#(?:440154|fde725)/g))).toEqual(new Set(['#440154', '#fde725']));
    expect(map).toContain('>trained</text>');
    expect(page).not.toContain('NaN');
  });

  it('draws pictures that stand by themselves', () => {
    for (const figure of figuresOf(measured)) {
      const picture = renderPicture(figure);
      expect(picture).toMatch(/^<svg [^>]*xmlns="http:\/\/www\.w3\.org\/2000\/svg"[^>]*>/);
      expect(picture).not.toMatch(/var\(|undefined|NaN/);
      expect(picture.length).toBeLessThan(60_000);
    }
  });

  it('writes only finite numbers as JSON', () => {
    expect(JSON.stringify(measured)).not.toContain('null');
  });

  it('leaves out what was not measured', () => {
    const { surface: _, clipping: __, reach: ___, ...only } = measured;
    expect(count(renderMeasured(only), /<svg /g)).toBe(2);
  });
});

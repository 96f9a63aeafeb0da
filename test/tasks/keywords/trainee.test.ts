import { describe, expect, it, onTestFinished } from 'vitest';
import type { KeywordedText } from '../../../src/corpus/keyworded/text.ts';
import { type Method, methods } from '../../../src/tasks/keywords/method.ts';
import { prepareKeywords } from '../../../src/tasks/keywords/prepare.ts';
import { layoutOf } from '../../../src/tasks/keywords/train.ts';
import { KeywordsTrainee } from '../../../src/tasks/keywords/trainee.ts';
import { createSharedState } from '../../../src/training/exchange.ts';
import { tenRecipe, tenSplits, tenTexts } from './ten-texts.ts';

/** More texts than are rated at a time, of many lengths, one of them empty. */
const many: KeywordedText[] = Array.from({ length: 70 }, (_, index) => ({
  ...tenTexts[index % 10]!,
  text:
    index === 33
      ? ''
      : tenTexts
          .slice(index % 10, 1 + (index % 10) + (index % 4))
          .map(({ text }) => text)
          .join('\n\n'),
}));

/** A worker that has not learned anything yet, on texts of its own. */
async function start(method: Method, texts: readonly KeywordedText[]) {
  const splits = { ...tenSplits, train: texts, dev: texts };
  const setup = prepareKeywords(tenRecipe({}, { method }), splits, undefined);
  const layout = layoutOf(setup);
  const shared = createSharedState({ workers: 1, weights: layout.total, slots: 2 });
  // Wider than training starts, so that what a token is makes a difference.
  shared.weights.set(layout.initialize(3).map((number) => 2 * number));
  shared.average.set(shared.weights);
  const trainee = await KeywordsTrainee.create({ setup, shared, worker: 0 });
  onTestFinished(() => trainee.close());
  return { trainee, setup };
}

describe.each(methods)('a worker that trains a %s', (method) => {
  it('rates each text as if it were alone, in the order that it is asked for', async () => {
    const { trainee } = await start(method, many);
    const every = [...many.keys()].reverse();
    const together = await trainee.score(every);
    expect(together).toHaveLength(many.length);
    expect(together[every.indexOf(33)]).toEqual([]);
    for (const index of [0, 3, 32, 34, 63, 64, 69]) {
      const [alone] = await trainee.score([index]);
      const found = together[every.indexOf(index)]!;
      expect(alone!.length).toBeGreaterThan(0);
      expect(found.map(({ probability: _, ...span }) => span)).toEqual(
        alone!.map(({ probability: _, ...span }) => span),
      );
      for (const [at, { probability }] of alone!.entries()) {
        expect(found[at]!.probability).toBeCloseTo(probability, 4);
      }
    }
  });

  it('is taught nothing impossible, however texts are cut, and the better the more often', async () => {
    const words = 'alpha beta gamma delta '.repeat(20);
    const texts = [{ ...tenTexts[0]!, text: words, keywords: ['alpha beta gamma', 'delta alpha'] }];
    const { trainee, setup } = await start(method, texts);
    expect(setup.train.length).toBeGreaterThan(5);
    const all = [...setup.train.keys()];
    const scale = 1 / all.length;
    const { loss: before } = await trainee.step(all, { step: 0, learningRate: 0.05, scale });
    const tokens = setup.train.reduce((sum, example) => sum + example.tokens.length, 0);
    expect(before / tokens).toBeLessThan(6);
    for (let step = 1; step < 40; step++) await trainee.step(all, { step, learningRate: 0.05, scale });
    const { loss: after } = await trainee.step(all, { step: 40, learningRate: 0, scale });
    expect(after).toBeLessThan(before / 2);
  });
});

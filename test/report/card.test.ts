import { describe, expect, it } from 'vitest';
import { renderCard } from '../../src/report/card.ts';
import { recipeSchema } from '../../src/tasks/tag/recipe.ts';
import { tinyParts } from '../helpers/tiny-package.ts';
import { madeUpEvaluation, slots } from './report-input.ts';

const recipe = recipeSchema.parse({
  name: 'tiny',
  description: 'For tests.',
  examples: ["it's from Rome"],
  encoders: { word: { dimension: 8 }, shape: { dimension: 4 } },
  augmentation: { swapRoles: { origin: 'origin', destination: 'destination' } },
});

function cardOf(withTest: boolean, devCutFromTrain = false): string {
  const { manifest } = tinyParts({ slots: [...slots, 'nights'], requested: true });
  const measured = madeUpEvaluation();
  return renderCard({
    manifest: {
      ...manifest,
      training: {
        ...manifest.training,
        recipe: JSON.parse(JSON.stringify(recipe)),
        sentences: 1200,
        twins: 340,
        bestEpoch: 7,
        workers: 2,
      },
      metrics: { dev: { dataSet: 'sample dev' }, test: { dataSet: 'sample test' } },
    },
    devCutFromTrain,
    dev: measured,
    ...(withTest && { test: measured }),
  });
}

describe('renderCard', () => {
  const card = cardOf(true);

  it('tells what the model is, how to ask it, its data and its licence', () => {
    expect(card).toMatch(/^# tiny 1\.2\.3\n\nFor tests\./);
    expect(card).toContain(String.raw`-d '{"text":"it'\''s from Rome","model":"tiny"}'`);
    expect(card).toContain(`| none | CC0-1.0 | \`${'0'.repeat(64)}\` |`);
    expect(card).toContain('the weights are those after epoch 7');
    expect(card).toContain('word 8, shape 4');
    expect(card).toContain('1,200, and 340 of them again with `origin` and `destination` swapped');
    expect(card).toContain('The model: Apache-2.0.');
  });

  it('gives each figure with its data and the command that measures it', () => {
    expect(card).toContain('on `sample test`, 200 sentences');
    expect(card).toContain('slotline evaluate tiny --data DATA --split test');
    expect(card).toMatch(/\| `origin` \| \d+\.\d\d % \| \d+\.\d\d % \| \d+\.\d\d % \| 61 \|/);
    expect(card).toContain('Role swaps: in 50.00 % of 18');
  });

  it('names what was measured as weak', () => {
    expect(card).toContain('Fewer than 30 spans on test, so that the figures say little: `nights`.');
    expect(card).toMatch(/Most often confused on test: `\w+` as `\w+` \(\d+ tokens\)/);
    expect(card).toContain('In 50.00 % of the role swaps');
  });

  it('names no command for a dev part that the data lacks', () => {
    expect(card).toContain('--split dev');
    const cut = cardOf(true, true);
    expect(cut).not.toContain('--split dev');
    expect(cut).toContain('The data has no dev part');
  });

  it('goes by dev when the data has no test part', () => {
    const alone = cardOf(false);
    expect(alone).not.toContain('## Scores on test');
    expect(alone).toContain('Fewer than 30 spans on dev');
  });
});

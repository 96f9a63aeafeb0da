import { describe, expect, it } from 'vitest';
import { toGoldDocuments } from '../../../src/tasks/keywords/examples.ts';
import { methods } from '../../../src/tasks/keywords/method.ts';
import { prepareKeywords } from '../../../src/tasks/keywords/prepare.ts';
import type { KeywordsRecipe } from '../../../src/tasks/keywords/recipe.ts';
import { layoutOf, trainKeywords } from '../../../src/tasks/keywords/train.ts';
import type { Checkpoint } from '../../../src/training/checkpoint.ts';
import { tenRecipe, tenSplits, tenTexts } from './ten-texts.ts';

interface Run {
  readonly workers?: number;
  readonly resumeFrom?: Checkpoint;
  readonly stopAt?: number;
}

async function run(from: KeywordsRecipe, { workers = 1, resumeFrom, stopAt }: Run = {}): Promise<Checkpoint> {
  const stop = new AbortController();
  const options = { dataHash: 'x', workers, resumeFrom, signal: stop.signal };
  for await (const event of trainKeywords(prepareKeywords(from, tenSplits, undefined), options)) {
    if (event.kind === 'step' && event.step === stopAt) stop.abort();
    if (event.kind === 'end') return event.checkpoint;
  }
  throw new Error('no end');
}

describe.each(methods)('training a %s', (method) => {
  it.each([
    ['lstm', 1],
    ['gru', 2],
  ])('learns ten texts by heart with %s in %i layers', async (cell, layers) => {
    const { position } = await run(tenRecipe({}, { method, cell, layers }));
    expect(position.bestScore).toBeGreaterThan(0.95);
  });

  it('gives the same weights for the same seed, and others for another', async () => {
    const [first, again, other] = await Promise.all([
      run(tenRecipe({ epochs: 2 }, { method })),
      run(tenRecipe({ epochs: 2 }, { method })),
      run(tenRecipe({ epochs: 2, seed: 8 }, { method })),
    ]);
    expect(again.weights).toEqual(first.weights);
    expect(other.weights).not.toEqual(first.weights);
    expect(first.weights.every(Number.isFinite)).toBe(true);
  });

  it('learns with two workers, also where one of them has nothing to do', async () => {
    const { position } = await run(tenRecipe({ batch: 2, epochs: 30 }, { method }), { workers: 2 });
    expect(position.bestScore).toBeGreaterThan(0.9);
  });

  it.each([1, 2])(
    'goes on after an interruption as if there had been none, with %d workers',
    async (workers) => {
      const settings = tenRecipe({ epochs: 3, averaging: 0.9 }, { method });
      const whole = await run(settings, { workers });
      const stopped = await run(settings, { workers, stopAt: 6 });
      expect(stopped.position.step).toBe(6);
      const resumed = await run(settings, { workers, resumeFrom: stopped });
      expect(resumed.weights).toEqual(whole.weights);
      expect(resumed.best).toEqual(whole.best);
    },
  );
});

describe('what a training is made of', () => {
  const setup = prepareKeywords(tenRecipe({}, { projection: 5, direction: 'forward' }), tenSplits, undefined);

  it('is windows to learn from and whole texts to score on', () => {
    expect(setup.train.length).toBeGreaterThan(tenTexts.length);
    // The last batch of an epoch is one text, so that one of two workers has nothing to do.
    expect(setup.train.length % 2).toBe(1);
    expect(Math.max(...setup.train.map(({ tokens }) => tokens.length))).toBeLessThanOrEqual(24);
    expect(setup.dev).toEqual(toGoldDocuments(tenTexts));
    expect(setup.dev[6]).toMatchObject({ gold: ['parallel sort', 'chess'], present: ['parallel sort'] });
  });

  it('is a network as the recipe has it', () => {
    expect(setup.architecture).toMatchObject({
      method: 'tagger',
      reading: 'forward',
      projection: 5,
      place: 3,
    });
    const tensors = layoutOf(setup).specs.map(({ name }) => name);
    expect(tensors).toContain('projection.W');
  });
});

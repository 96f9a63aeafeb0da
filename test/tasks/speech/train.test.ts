import { describe, expect, it } from 'vitest';
import { prepareSpeech } from '../../../src/tasks/speech/prepare.ts';
import type { SpeechRecipe } from '../../../src/tasks/speech/recipe.ts';
import { speechRecipeSchema } from '../../../src/tasks/speech/recipe.ts';
import { trainSpeech } from '../../../src/tasks/speech/train.ts';
import type { Checkpoint } from '../../../src/training/checkpoint.ts';
import { sing, tonesRecipe, tonesSplits } from './tones.ts';

interface Run {
  readonly workers?: number;
  readonly resumeFrom?: Checkpoint;
  readonly stopAt?: number;
  readonly initial?: Float32Array;
}

async function run(
  recipe: SpeechRecipe,
  { workers = 1, resumeFrom, stopAt, initial }: Run = {},
): Promise<Checkpoint> {
  const stop = new AbortController();
  const options = { dataHash: 'x', workers, resumeFrom, signal: stop.signal };
  for await (const event of trainSpeech(prepareSpeech(recipe, tonesSplits), options, initial)) {
    if (event.kind === 'step' && event.step === stopAt) stop.abort();
    if (event.kind === 'end') return event.checkpoint;
  }
  throw new Error('no end');
}

const lossOf = ({ position }: Checkpoint, epoch: number) => position.history.epochs[epoch]!.loss;
const noisy = { noise: { min: 10, max: 30 }, gain: { min: -6, max: 6 }, masks: { timeMasks: 1 } };

describe('training a speech model', () => {
  it('learns ten utterances by heart', async () => {
    const { position } = await run(tonesRecipe());
    expect(position.bestScore).toBe(1);
  });

  it('gives the same weights for the same seed, with augmentation too, and others for another', async () => {
    const augmented = (training: object) => tonesRecipe({ epochs: 2, ...training }, {}, noisy);
    const [first, again, other] = [
      await run(augmented({})),
      await run(augmented({})),
      await run(augmented({ seed: 4 })),
    ];
    expect(again.weights).toEqual(first.weights);
    expect(other.weights).not.toEqual(first.weights);
  });

  it('hears the same and learns the same, but for rounding, however many workers there are', async () => {
    const recipe = tonesRecipe({ epochs: 2 }, {}, noisy);
    const [one, two] = [await run(recipe), await run(recipe, { workers: 2 })];
    expect(lossOf(two, 1)).toBeCloseTo(lossOf(one, 1), 3);
    const plain = await run(tonesRecipe({ epochs: 2 }));
    expect(Math.abs(lossOf(plain, 1) - lossOf(one, 1))).toBeGreaterThan(0.01);
  });

  it('goes on after an interruption as if there had been none', async () => {
    const settings = tonesRecipe({ epochs: 3, averaging: 0.9 }, {}, noisy);
    const whole = await run(settings);
    const stopped = await run(settings, { stopAt: 3 });
    expect(stopped.position.step).toBe(3);
    const resumed = await run(settings, { resumeFrom: stopped });
    expect(resumed.weights).toEqual(whole.weights);
    expect(resumed.best).toEqual(whole.best);
  });

  it('starts from the weights that it is given', async () => {
    const learned = await run(tonesRecipe({ epochs: 10 }));
    const [fresh, on] = [
      await run(tonesRecipe({ epochs: 1 })),
      await run(tonesRecipe({ epochs: 1 }), { initial: learned.weights }),
    ];
    expect(lossOf(on, 0)).toBeLessThan(lossOf(fresh, 0) / 2);
  });
});

describe('what a speech model learns from', () => {
  it('leaves out what cannot be learned, and says how much', () => {
    const recipe = speechRecipeSchema.parse({
      ...tonesRecipe(),
      data: { sources: [{ path: 'x' }], maxSeconds: 0.5 },
    });
    const dense = { ...sing('abc'), text: 'aaaaaaaaaaaaa', samples: sing('abc').samples };
    const { train, dev, leftOut } = prepareSpeech(recipe, {
      train: [sing('a'), sing('b', { text: 'été' }), dense, sing('abc a'), sing('c', { repeat: 3 })],
      dev: [sing('abc a')],
    });
    expect(train.map(({ text }) => text)).toEqual(['a', 'c', 'c', 'c']);
    expect(leftOut.train).toEqual({ foreign: 1, tooShort: 1, tooLong: 1 });
    // What is measured by is never chosen by length.
    expect(dev.map(({ text }) => text)).toEqual(['abc a']);
    expect(train[0]!.target).toEqual([1]);
  });
});

describe('the recipe', () => {
  it.each([
    [{ data: { sources: [] } }, 'data.sources'],
    [{ alphabet: 'aa' }, 'alphabet'],
    [{ features: { minHz: 5000, maxHz: 4000 } }, 'features.minHz'],
    [{ network: { cell: 'jordan' } }, 'network.cell'],
    [{ augmentation: { speed: { min: 1.2, max: 0.9 } } }, 'augmentation.speed.min'],
    [{ augmentation: { reverb: {} } }, 'augmentation'],
    [{ training: { batchTokens: 5 } }, 'training'],
  ])('refuses %j', (more, path) => {
    const parsed = speechRecipeSchema.safeParse({ ...tonesRecipe(), ...more });
    expect(parsed.error?.issues[0]?.path.join('.')).toBe(path);
  });

  it('is the same when it is read again from a manifest', () => {
    const recipe = tonesRecipe({}, { projection: 5 }, noisy);
    expect(speechRecipeSchema.parse(JSON.parse(JSON.stringify(recipe)))).toEqual(recipe);
  });
});

import { describe, expect, it } from 'vitest';
import type { LabelledSentence } from '../../../src/corpus/index.ts';
import type { Splits } from '../../../src/corpus/splits.ts';
import { cellNames } from '../../../src/nn/cells/index.ts';
import { prepareTagger } from '../../../src/tasks/tag/prepare.ts';
import { type Recipe, recipeSchema } from '../../../src/tasks/tag/recipe.ts';
import { trainTagger } from '../../../src/tasks/tag/train.ts';
import type { Checkpoint } from '../../../src/training/checkpoint.ts';
import type { EndReason, TrainingEvent } from '../../../src/training/loop.ts';

/** Marks slots in brackets: "fly to [destination Taipei] tomorrow". */
function sentence(marked: string): LabelledSentence {
  const slots = [];
  let text = '';
  for (const part of marked.split(/(\[\w+ [^\]]+\])/)) {
    const [, slot, value] = /^\[(\w+) ([^\]]+)\]$/.exec(part) ?? [];
    if (slot && value) slots.push({ slot, start: text.length, end: text.length + value.length });
    text += value ?? part;
  }
  return { text, slots };
}

const ten = [
  'arrive [destination Taipei] on [arrival_time November 2nd]',
  'leave [origin Taipei] on [departure_time November 2nd]',
  'from [origin Oslo] to [destination Rome]',
  'to [destination Oslo] from [origin Rome]',
  'fly to [destination New York] [departure_time tomorrow]',
  'two seats please',
  'leaving [origin New York] [departure_time tonight] for [destination Paris]',
  'hello',
  '[destination Paris] by [arrival_time noon]',
  'I am in [origin Rome], get me to [destination Taipei]',
].map(sentence);

const splits: Splits = { train: ten, dev: ten, devCutFromTrain: false, files: [], sha256: 'x' };

function recipe(training: object = {}, more: object = {}): Recipe {
  return recipeSchema.parse({
    name: 'tiny',
    encoders: { word: { dimension: 12 }, trigram: { dimension: 8, buckets: 64 }, shape: { dimension: 4 } },
    network: { hidden: 12, dropout: { input: 0.1, between: 0.1, output: 0.1 }, requested: { dimension: 4 } },
    training: {
      batch: 4,
      epochs: 60,
      patience: 60,
      seed: 7,
      optimizer: { name: 'adam', learningRate: 0.02 },
      ...training,
    },
    ...more,
  });
}

interface Ran {
  readonly reason: EndReason;
  readonly checkpoint: Checkpoint;
  readonly events: TrainingEvent[];
}

async function run(
  from: Recipe,
  options: { workers?: number; resumeFrom?: Checkpoint; stopAt?: number } = {},
): Promise<Ran> {
  const { workers = 1, resumeFrom, stopAt } = options;
  const setup = prepareTagger(from, splits, undefined);
  const stop = new AbortController();
  const events: TrainingEvent[] = [];
  for await (const event of trainTagger({
    setup,
    dev: ten,
    dataHash: 'x',
    workers,
    resumeFrom,
    signal: stop.signal,
  })) {
    events.push(event);
    if (event.kind === 'step' && event.step === stopAt) stop.abort();
    if (event.kind === 'end') return { ...event, events };
  }
  throw new Error('no end');
}

describe('training a tagger', () => {
  it.each(['crf', 'cross-entropy'])('overfits ten sentences with %s', async (loss) => {
    const { checkpoint, reason } = await run(
      recipe({}, { network: { hidden: 16, loss, dropout: { input: 0, between: 0, output: 0 } } }),
    );
    expect(checkpoint.position.bestScore).toBe(1);
    expect(reason).toBe('finished');
  });

  it.each(cellNames)(
    'overfits ten sentences with the cell %s, as far as what it sees lets it',
    async (cell) => {
      // No memory, or one of no more than the last label: the tokens beside one must tell.
      const window = cell === 'feed-forward' || cell === 'jordan' ? 3 : 0;
      const network = { cell, window, hidden: 16, dropout: { input: 0, between: 0, output: 0 } };
      const { checkpoint } = await run(recipe({ epochs: 100, patience: 100 }, { network }));
      expect(checkpoint.position.bestScore).toBe(1);
    },
  );

  it('overfits with two layers, momentum and value clipping', async () => {
    const settings = {
      optimizer: { name: 'momentum', learningRate: 0.1 },
      clipping: { value: 1, norm: 1 },
      averaging: 0.9,
    };
    const { checkpoint } = await run(
      recipe(settings, { network: { hidden: 12, layers: 2, dropout: { input: 0, between: 0, output: 0 } } }),
    );
    expect(checkpoint.position.bestScore).toBeGreaterThan(0.95);
  });

  it('gives the same weights for the same seed, and others for another', async () => {
    const [first, again, other] = await Promise.all([
      run(recipe({ epochs: 3 })),
      run(recipe({ epochs: 3 })),
      run(recipe({ epochs: 3, seed: 8 })),
    ]);
    expect(again.checkpoint.weights).toEqual(first.checkpoint.weights);
    expect(other.checkpoint.weights).not.toEqual(first.checkpoint.weights);
  });

  it.each([1, 2])(
    'goes on after an interruption as if there had been none, with %d workers',
    async (workers) => {
      const settings = recipe({ epochs: 4, averaging: 0.9, schedule: { decay: 'linear', warmup: 2 } });
      const whole = await run(settings, { workers });
      const stopped = await run(settings, { workers, stopAt: 5 });
      expect(stopped.reason).toBe('interrupted');
      expect(stopped.checkpoint.position.step).toBe(5);
      const resumed = await run(settings, { workers, resumeFrom: stopped.checkpoint });
      expect(resumed.checkpoint.weights).toEqual(whole.checkpoint.weights);
      expect(resumed.checkpoint.best).toEqual(whole.checkpoint.best);
      const scores = ({ checkpoint }: Ran) =>
        checkpoint.position.history.epochs.map(({ loss, devScore, gradientNorm }) => [
          loss,
          devScore,
          gradientNorm,
        ]);
      expect(scores(resumed)).toEqual(scores(whole));
      const norms = whole.events.flatMap((event) =>
        event.kind === 'step' && event.epoch === 1 ? [event.gradientNorm] : [],
      );
      expect(whole.checkpoint.position.history.epochs[1]!.gradientNorm.largest).toBe(Math.max(...norms));
    },
  );

  it('learns the same with two workers as with one, but for rounding', async () => {
    const plain = recipe(
      // Adam would hide gradients that are too large or too small by a factor.
      { epochs: 2, clipping: {}, optimizer: { name: 'sgd', learningRate: 0.1 } },
      { network: { hidden: 8, dropout: { input: 0, between: 0, output: 0 } } },
    );
    const [one, two] = [await run(plain, { workers: 1 }), await run(plain, { workers: 2 })];
    for (const [index, weight] of one.checkpoint.weights.entries()) {
      expect(two.checkpoint.weights[index]).toBeCloseTo(weight, 3);
    }
  });

  it('stops when dev has not got better for as long as its patience', async () => {
    const { reason, checkpoint } = await run(
      recipe({ optimizer: { name: 'sgd', learningRate: 1e-9 }, patience: 2, epochs: 50 }),
    );
    expect(reason).toBe('patience');
    expect(checkpoint.position.epoch).toBe(checkpoint.position.bestEpoch + 3);
  });

  it('stops at a loss that is no number, with the weights from before it', async () => {
    const start = await run(recipe({ epochs: 2 }));
    const huge = { ...start.checkpoint, weights: start.checkpoint.weights.map((weight) => weight * 1e30) };
    const position = { ...huge.position, epoch: 1, finished: false };
    const { reason, checkpoint } = await run(recipe({ epochs: 2 }), { resumeFrom: { ...huge, position } });
    expect(reason).toBe('diverged');
    expect(checkpoint.weights).toEqual(huge.weights);
    expect(checkpoint.best).toEqual(start.checkpoint.best);
  });

  it('reports clipping: gradient norms are those before it', async () => {
    const { events } = await run(recipe({ epochs: 1, clipping: { norm: 1e-6 } }));
    const norms = events.flatMap((event) => (event.kind === 'step' ? [event.gradientNorm] : []));
    expect(Math.max(...norms)).toBeGreaterThan(0.01);
  });
});

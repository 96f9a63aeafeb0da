import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { ClassifiedSplits } from '../../../src/corpus/classified/splits.ts';
import { accuracyOf, likeliest, toExamples } from '../../../src/tasks/sentiment/examples.ts';
import { prepareSentiment } from '../../../src/tasks/sentiment/prepare.ts';
import { type SentimentRecipe, sentimentRecipeSchema } from '../../../src/tasks/sentiment/recipe.ts';
import { trainSentiment } from '../../../src/tasks/sentiment/train.ts';
import type { Checkpoint } from '../../../src/training/checkpoint.ts';

const text = (text: string, label: string) => ({ text, label, at: { file: 'ten.jsonl', line: 1 } });

const ten = [
  text('the room was clean and quiet', 'positive'),
  text('the room was not clean', 'negative'),
  text('not bad at all', 'positive'),
  text('bad', 'negative'),
  text('I would come again', 'positive'),
  text('I would not come again', 'negative'),
  text('breakfast: cold; staff: rude', 'negative'),
  text('a quiet street, and kind people', 'positive'),
  text('never again', 'negative'),
  text('👍', 'positive'),
];

const splits: ClassifiedSplits = {
  train: ten,
  dev: ten,
  test: undefined,
  devCutFromTrain: false,
  files: [],
  sha256: 'x',
};

function recipe(training: object = {}, network: object = {}, more: object = {}): SentimentRecipe {
  return sentimentRecipeSchema.parse({
    ...more,
    task: 'sentiment',
    name: 'tiny',
    encoders: { word: { dimension: 12, otherRate: 0.1 } },
    network: { hidden: 10, attention: 6, dropout: { input: 0.1, between: 0.1, output: 0.1 }, ...network },
    training: {
      batch: 4,
      epochs: 40,
      patience: 40,
      seed: 7,
      optimizer: { name: 'adam', learningRate: 0.02 },
      ...training,
    },
  });
}

async function run(
  from: SentimentRecipe,
  { workers = 1, resumeFrom, stopAt }: { workers?: number; resumeFrom?: Checkpoint; stopAt?: number } = {},
): Promise<Checkpoint> {
  const stop = new AbortController();
  const options = { dataHash: 'x', workers, resumeFrom, signal: stop.signal };
  for await (const event of trainSentiment(prepareSentiment(from, splits, undefined), options)) {
    if (event.kind === 'step' && event.step === stopAt) stop.abort();
    if (event.kind === 'end') return event.checkpoint;
  }
  throw new Error('no end');
}

describe('training a sentiment model', () => {
  it.each([
    ['lstm', 1],
    ['gru', 2],
  ])('learns ten texts by heart with %s in %i layers', async (cell, layers) => {
    const { position } = await run(recipe({}, { cell, layers }));
    expect(position.bestScore).toBe(1);
  });

  it('gives the same weights for the same seed, and others for another', async () => {
    const [first, again, other] = await Promise.all([
      run(recipe({ epochs: 2 })),
      run(recipe({ epochs: 2 })),
      run(recipe({ epochs: 2, seed: 8 })),
    ]);
    expect(again.weights).toEqual(first.weights);
    expect(other.weights).not.toEqual(first.weights);
  });

  it.each([1, 2])(
    'goes on after an interruption as if there had been none, with %d workers',
    async (workers) => {
      const settings = recipe({ epochs: 3, averaging: 0.9 });
      const whole = await run(settings, { workers });
      const stopped = await run(settings, { workers, stopAt: 4 });
      expect(stopped.position.step).toBe(4);
      const resumed = await run(settings, { workers, resumeFrom: stopped });
      expect(resumed.weights).toEqual(whole.weights);
      expect(resumed.best).toEqual(whole.best);
    },
  );
});

describe('training beside n-grams', () => {
  const ngrams = { words: [1, 2], buckets: 4096, epochs: 30 };

  it('gives the network the same weights, and scores what both say together', async () => {
    const settings = { epochs: 2, patience: 2 };
    const [alone, beside] = [await run(recipe(settings)), await run(recipe(settings, {}, { ngrams }))];
    expect(beside.weights).toEqual(alone.weights);
    // After two epochs the network does not know the ten texts by heart yet, but the n-grams do.
    expect(alone.position.bestScore).toBeLessThan(1);
    expect(beside.position.bestScore).toBe(1);
  });

  it('tells the same judge from the same seed', () => {
    const judge = (seed: number) =>
      prepareSentiment(recipe({ seed }, {}, { ngrams }), splits, undefined).architecture.ngrams;
    expect(judge(3)).toEqual(judge(3));
    expect(judge(3)).not.toEqual(judge(4));
    expect(prepareSentiment(recipe(), splits, undefined).architecture).not.toHaveProperty('ngrams');
  });
});

describe('examples', () => {
  it('leave texts without tokens out, and carry the number of the class', () => {
    expect(
      toExamples([text(' ', 'positive'), text('fine', 'positive'), text('bad', 'negative')], {
        tokenizer: 'unicode-1',
      }),
    ).toEqual([
      { tokens: [{ text: 'fine', start: 0, end: 4 }], gold: 1 },
      { tokens: [{ text: 'bad', start: 0, end: 3 }], gold: 0 },
    ]);
  });

  it('are right where the likeliest class is', () => {
    const examples = toExamples(ten.slice(0, 4), { tokenizer: 'unicode-1' });
    expect(
      accuracyOf(examples, [
        [0, 1],
        [2, -1],
        [1, 0],
        [5, 5],
      ]),
    ).toBe(0.75);
    expect(likeliest([-3, -2])).toBe(1);
    expect(accuracyOf([], [])).toBe(0);
  });
});

describe('the recipe', () => {
  const base = {
    task: 'sentiment',
    name: 'x',
    encoders: { word: { dimension: 4 }, vector: { dimension: 5 } },
  };

  it.each([
    [{ network: { join: 'sum' } }, 'network.join'],
    [{ network: { cell: 'jordan' } }, 'network.cell'],
    [{ network: { cell: 'scrn', hidden: 1 } }, 'network.hidden'],
    [{ data: { labels: { 1: 'good' } } }, 'data.labels'],
    [{ data: { labels: {}, dev: ['a.tsv'] } }, 'data.train'],
    [{ data: { labels: {}, train: [] } }, 'data.train'],
    [{ task: 'tag' }, 'task'],
    [{ encoders: {} }, 'encoders'],
    [{ name: 'No Name' }, 'name'],
    [{ network: { loss: 'crf' } }, 'network'],
    [{ ngrams: { words: [] } }, 'ngrams'],
    [{ ngrams: { words: [1], gain: 2 } }, 'ngrams'],
    [{ ngrams: { dropout: 1 } }, 'ngrams.dropout'],
  ])('refuses %j', (more, path) => {
    const parsed = sentimentRecipeSchema.safeParse({ ...base, ...more });
    expect(parsed.error?.issues[0]?.path.join('.')).toBe(path);
  });

  const shipped = (name: string): SentimentRecipe => {
    const file = new URL(`../../../recipes/${name}.json`, import.meta.url);
    return sentimentRecipeSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  };

  it('of the treebank reads phrases, and neutral ones as neither class', () => {
    const { data } = shipped('sst');
    expect(data.phrases).toBe(true);
    expect(data.train![0]).toMatchObject({ labels: { 2: null } });
  });

  it('of hotel reviews sets a tenth apart for dev and for test', () => {
    expect(shipped('hotels-zh')).toMatchObject({ language: 'zh', data: { split: { dev: 0.1, test: 0.1 } } });
  });

  it('knows the labels of its classes, and starts what is added to vectors near nothing', () => {
    expect(sentimentRecipeSchema.parse(base).data.labels).toEqual({
      negative: 'negative',
      positive: 'positive',
    });
    const sum = prepareSentiment(recipe({}, { join: 'sum' }), splits, undefined);
    expect(sum.architecture.inputs[0]).toMatchObject({ deviation: 0.01 });
  });
});

import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadAnyPackage } from '../src/package/load.ts';
import { loadKeywords } from '../src/tasks/keywords/load.ts';
import type { KeywordsModel } from '../src/tasks/keywords/model.ts';
import { loadSentiment } from '../src/tasks/sentiment/load.ts';
import type { SentimentModel } from '../src/tasks/sentiment/model.ts';

const folder = (name: string) => fileURLToPath(new URL(`../models/${name}`, import.meta.url));

describe.each(['sentiment-en', 'sentiment-zh', 'keywords'])('the shipped model %s', (name) => {
  it('has the checksums that it says, and is under 12 MB', async () => {
    const { manifest } = await loadAnyPackage(folder(name));
    expect(manifest.name).toBe(name);
    const sizes = readdirSync(folder(name)).map((file) => statSync(join(folder(name), file)).size);
    expect(sizes.reduce((sum, size) => sum + size)).toBeLessThan(12_000_000);
  });
});

describe.each([
  [
    'sentiment-en',
    [
      'A warm, funny and moving film that I will watch again.',
      'What a waste of time: dull, loud and far too long.',
    ],
  ],
  [
    'sentiment-zh',
    ['房间干净，服务热情，早餐也不错，下次还会来', '房间又脏又吵，服务态度很差，再也不会来了'],
  ],
] as const)('the shipped model %s', (name, [good, bad]) => {
  let model: SentimentModel;
  beforeAll(async () => {
    model = await loadSentiment(folder(name));
  });
  afterAll(() => model.close());

  it('tells praise from blame, and is not sure of a text without words', async () => {
    const [praise, blame] = await model.classify([good, bad]);
    expect([praise!.label, blame!.label]).toEqual(['positive', 'negative']);
  });

  it('says of a long review what it says of it beside others', async () => {
    const long = `${good} `.repeat(60);
    const [alone] = await model.classify([long]);
    const [, beside] = await model.classify([bad, long, good]);
    expect(beside!.scores.positive).toBeCloseTo(alone!.scores.positive, 5);
  });
});

describe('the shipped model keywords', () => {
  let model: KeywordsModel;
  beforeAll(async () => {
    model = await loadKeywords(folder('keywords'));
  });
  afterAll(() => model.close());

  const abstract =
    'We compare conditional random fields with bidirectional recurrent neural networks for slot filling. ' +
    'Recurrent neural networks need fewer features, and slot filling gains from word embeddings.';

  it('finds what an abstract is about, and nothing in a greeting', async () => {
    const [found, greeting] = await model.find([abstract, 'Thanks, see you tomorrow.'], {});
    expect(found!.map(({ text }) => text.toLowerCase())).toContain('conditional random fields');
    expect(greeting).toEqual([]);
  });
});

import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apiDocument } from '../../src/api-document.ts';
import { buildApp } from '../../src/app.ts';
import type { RequestWork } from '../../src/http/request-log.ts';
import { ModelRegistry } from '../../src/runtime/registry.ts';
import { localKeywords } from '../../src/tasks/keywords/keywords-service.ts';
import { loadKeywords } from '../../src/tasks/keywords/load.ts';
import type { KeywordsModel, Wanted } from '../../src/tasks/keywords/model.ts';
import type { Keyword } from '../../src/tasks/keywords/result.ts';
import { loadTagger } from '../../src/tasks/tag/load.ts';
import { localTagger } from '../../src/tasks/tag/tag-service.ts';
import type { Tagger } from '../../src/tasks/tag/tagger.ts';
import { testOptions } from '../helpers/app.ts';
import { Api } from '../helpers/openapi.ts';
import { type TinyKeywordsOptions, writeTinyKeywords } from '../helpers/tiny-keywords.ts';
import { temporaryFolder, writeTinyPackage } from '../helpers/tiny-package.ts';

/** By name: `phrases` (a scorer), `topics` (a tagger, the default). */
let models: Readonly<Record<string, KeywordsModel>>;
let app: FastifyInstance;
let tagger: Tagger;
let api: Api;
const works: RequestWork[] = [];
beforeAll(async () => {
  const { folder, remove } = await temporaryFolder();
  const load = async (name: string, options: TinyKeywordsOptions) =>
    [name, await loadKeywords(await writeTinyKeywords(folder, name, options))] as const;
  models = Object.fromEntries([await load('topics', {}), await load('phrases', { method: 'scorer' })]);
  tagger = await loadTagger(await writeTinyPackage(folder));
  await remove();
  app = await buildApp(
    {
      models: new ModelRegistry([localTagger(tagger)]),
      keywords: new ModelRegistry(Object.values(models).map(localKeywords), 'topics'),
      isReady: () => true,
    },
    {
      ...testOptions,
      bodyLimit: 200_000,
      limits: { ...testOptions.limits, documentLength: 50_000, requestLength: 60_000, texts: 200 },
      observers: [{ answered: ({ work }) => work && works.push(work) }],
    },
  );
  await app.ready();
  api = new Api(await apiDocument());
});
afterAll(async () => {
  await app.close();
  for (const model of Object.values(models)) await model.close();
  await tagger.close();
});

const ask = async (body: unknown) => {
  const response = await app.inject({ method: 'POST', url: '/keywords', payload: body as object });
  return { status: response.statusCode, body: response.json() };
};
const saidBy = async (name: string, text: string, wanted: Wanted = { limit: 10 }): Promise<Keyword[]> =>
  (await models[name]!.find([text], wanted))[0]!;

const short = 'Night trains link old towns, and the ferry leaves at noon';
const long = `${short}. `.repeat(20);

describe('POST /keywords', () => {
  it('answers one text with the model that did', async () => {
    const { status, body } = await ask({ text: short });
    const keywords = await saidBy('topics', short);
    expect([status, body]).toEqual([200, { model: { name: 'topics', version: '3.0.0' }, keywords }]);
    expect(keywords.length).toBeGreaterThan(1);
    for (const { text, occurrences } of keywords) {
      expect(occurrences.map(({ start, end }) => short.slice(start, end))).toContain(text);
    }
  });

  it('answers several in their order, by the model that is asked', async () => {
    const texts = ['!', short, '👍', long];
    const { body } = await ask({ texts, model: 'phrases' });
    const results = await Promise.all(
      texts.map(async (text) => ({ keywords: await saidBy('phrases', text) })),
    );
    expect(body).toEqual({ model: { name: 'phrases', version: '3.0.0' }, results });
    expect(results.map(({ keywords }) => keywords.length > 0)).toEqual([false, true, false, true]);
  });

  it.each([{ limit: 1 }, { limit: 100, minScore: 0 }, { minScore: 0.3 }, { maxWords: 1 }, { maxWords: 16 }])(
    'finds what is wanted: %j',
    async (wanted) => {
      const { body } = await ask({ text: long, ...wanted });
      expect(body.keywords).toEqual(await saidBy('topics', long, { limit: 10, ...wanted }));
    },
  );

  it('finds no more words than the model knows, whatever is asked for', async () => {
    const all = { text: long, limit: 100, minScore: 0 };
    const { keywords } = (await ask({ ...all, maxWords: 16 })).body;
    expect(keywords).toEqual((await ask(all)).body.keywords);
    const words = keywords.map(({ text }: Keyword) => text.split(/[\s,.]+/).length);
    expect(Math.max(...words)).toBeLessThanOrEqual(3);
  });

  it('answers no keywords where no phrase is good enough', async () => {
    for (const name of Object.keys(models)) {
      const { status, body } = await ask({ texts: [short, '12'], model: name, minScore: 1 });
      expect([status, body.results]).toEqual([200, [{ keywords: [] }, { keywords: [] }]]);
    }
  });

  it('gives offsets in the unit that is asked for', async () => {
    const text = `🚆 ${short}`;
    const points = [...text];
    const { body } = await ask({ text, offsetUnit: 'codePoint' });
    const bytes = (await ask({ text, offsetUnit: 'byte' })).body;
    expect(body.keywords.length).toBeGreaterThan(1);
    for (const [i, { text: own, occurrences }] of body.keywords.entries()) {
      const { start, end } = occurrences[0];
      expect(points.slice(start, end).join('')).toBe(own);
      const place = bytes.keywords[i].occurrences[0];
      expect(Buffer.from(text).subarray(place.start, place.end).toString()).toBe(own);
    }
  });

  it('answers as the document says', async () => {
    const schema = api.operation('keywords').responses['200']!['application/json']!;
    for (const asked of [{ text: short }, { texts: [short, '!'], minScore: 0, offsetUnit: 'byte' }]) {
      const { status, body } = await ask(asked);
      expect([status, api.fault(schema, body)]).toEqual([200, undefined]);
    }
  });

  it.each([
    ['one word', 'ferry'],
    ['emoji only', '👍🏽 ❤️'],
    ['a stopword', 'the'],
    ['mixed scripts', '夜车 links old towns — поезд again'],
    ['2,000 words', Array.from({ length: 2000 }, (_, i) => ['night', 'trains', 'xyz'][i % 3]).join(' ')],
    ['50,000 characters without a space', 'a'.repeat(50_000)],
    ['50,000 signs', '!'.repeat(50_000)],
    ['25,000 emoji', '👍'.repeat(25_000)],
    ['lone surrogates', '\ud83d \udeeb ferry \ud83d'],
    ['a control character', '\u0000'],
    ['a sign that stands for words', '㍿ ﷺ ½'],
  ])('answers %s, alone and beside others, the same', async (_, text) => {
    for (const model of Object.keys(models)) {
      const alone = await ask({ text, model, minScore: 0 });
      expect(alone.status).toBe(200);
      const { results } = (await ask({ texts: [short, text, '👍'], model, minScore: 0 })).body;
      const expected = alone.body.keywords.map((keyword: Keyword) => ({
        ...keyword,
        score: expect.closeTo(keyword.score, 5),
      }));
      expect(results[1].keywords).toEqual(expected);
    }
  });

  it('refuses a text, and texts together, from one code point over the limit on', async () => {
    expect((await ask({ text: 'a'.repeat(50_001) })).body).toMatchObject({
      code: 'text_too_long',
      detail: expect.stringMatching(/50001 .* 50000/),
    });
    const texts = ['👍'.repeat(20_000), 'a'.repeat(25_000), 'b'.repeat(15_000)];
    expect((await ask({ texts })).status).toBe(200);
    const refused = (await ask({ texts: [...texts, 'c'] })).body;
    expect([refused.code, refused.pointer]).toEqual(['too_many_texts', '/texts/3']);
  });

  it('counts texts, tokens and unknown ones, and no slots', async () => {
    works.length = 0;
    await ask({ texts: ['the ferry flies', '!'] });
    expect(works).toMatchObject([{ model: 'topics', tokens: 4, unknown: 2, slots: 0, unsure: 0 }]);
    expect(works[0]!.texts).toHaveLength(2);
  });
});

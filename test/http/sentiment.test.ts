import fc from 'fast-check';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apiDocument } from '../../src/api-document.ts';
import { buildApp } from '../../src/app.ts';
import type { RequestWork } from '../../src/http/request-log.ts';
import { ModelRegistry } from '../../src/runtime/registry.ts';
import { loadSentiment } from '../../src/tasks/sentiment/load.ts';
import type { SentimentModel } from '../../src/tasks/sentiment/model.ts';
import { localSentiment } from '../../src/tasks/sentiment/sentiment-service.ts';
import { loadTagger } from '../../src/tasks/tag/load.ts';
import { localTagger } from '../../src/tasks/tag/tag-service.ts';
import type { Tagger } from '../../src/tasks/tag/tagger.ts';
import type { Stretch } from '../fuzz/tag-answers.ts';
import { testOptions } from '../helpers/app.ts';
import { Api } from '../helpers/openapi.ts';
import { temporaryFolder, writeTinyPackage } from '../helpers/tiny-package.ts';
import { type TinySentimentOptions, writeTinySentiment } from '../helpers/tiny-sentiment.ts';

/** By name: `feelings` (en), `hanzi` (zh-Hant), `moods` (en, the default). */
let models: Readonly<Record<string, SentimentModel>>;
let app: FastifyInstance;
let tagger: Tagger;
let api: Api;
const works: RequestWork[] = [];
beforeAll(async () => {
  const { folder, remove } = await temporaryFolder();
  const load = async (name: string, options: TinySentimentOptions) =>
    [name, await loadSentiment(await writeTinySentiment(folder, name, options))] as const;
  models = Object.fromEntries([
    await load('moods', {}),
    await load('feelings', { seed: 12 }),
    await load('hanzi', { seed: 13, language: 'zh-Hant' }),
  ]);
  tagger = await loadTagger(await writeTinyPackage(folder));
  await remove();
  app = await buildApp(
    {
      models: new ModelRegistry([localTagger(tagger)]),
      sentiment: new ModelRegistry(Object.values(models).map(localSentiment), 'moods'),
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

const post = async (url: string, body: unknown) => {
  const response = await app.inject({ method: 'POST', url, payload: body as object });
  return { status: response.statusCode, body: response.json(), type: response.headers['content-type'] };
};
const ask = (body: unknown) => post('/sentiment', body);

/** What is answered to a text by a model of that name. */
async function saidBy(name: string, text: string) {
  const [result] = await models[name]!.classify([text]);
  return { model: { name, version: '2.0.0', language: models[name]!.manifest.language }, ...result! };
}

describe('POST /sentiment', () => {
  it('answers one text with the model that did', async () => {
    const text = 'the room was clean';
    const { status, body } = await ask({ text });
    expect([status, body]).toEqual([200, await saidBy('moods', text)]);
  });

  it('answers several in their order, whatever they hold', async () => {
    const texts = ['bad', '👍', '房间很 clean', 'never again'];
    const { body } = await ask({ texts, model: 'moods' });
    expect(body).toEqual({ results: await Promise.all(texts.map((text) => saidBy('moods', text))) });
  });

  it('answers as the document says', async () => {
    const { responses } = api.operation('sentiment');
    const schema = responses['200']!['application/json']!;
    for (const asked of [{ text: 'bad' }, { texts: ['bad', '房'] }]) {
      for (const explain of [false, true, 'attention']) {
        const { status, body } = await ask({ ...asked, explain });
        expect([status, api.fault(schema, body)]).toEqual([200, undefined]);
      }
    }
  });

  it.each([
    ['one word', 'bad'],
    ['emoji only', '👍🏽 ❤️'],
    ['mixed scripts', '房间很干净, but not quiet — никогда again'],
    ['2,000 words', Array.from({ length: 2000 }, (_, i) => ['not', 'bad', 'xyz'][i % 3]).join(' ')],
    ['50,000 characters without a space', 'a'.repeat(50_000)],
    ['50,000 signs', '!'.repeat(50_000)],
    ['25,000 emoji', '👍'.repeat(25_000)],
    ['lone surrogates', '\ud83d \udeeb bad \ud83d'],
    ['a control character', '\u0000'],
  ])('answers %s, alone and beside others, the same', async (_, text) => {
    const alone = await ask({ text });
    expect(alone.status).toBe(200);
    const { body } = await ask({ texts: ['never again', text, '房', '👍'] });
    expect(body.results[1]).toEqual(alone.body);
  });

  it.each([
    [{}, 'text_or_texts', ''],
    [{ text: 'a', texts: ['b'] }, 'text_or_texts', ''],
    [{ text: ' ' }, 'empty_text', '/text'],
    [{ texts: [] }, 'text_or_texts', '/texts'],
    [{ texts: Array(201).fill('a') }, 'too_many_texts', '/texts'],
    [{ text: 5 }, 'invalid_field', '/text'],
    [{ text: 'a', requested: ['origin'] }, 'unknown_field', '/requested'],
    [{ text: 'a', model: 'none' }, 'unknown_model', '/model'],
    [{ text: 'a', model: 'none', language: 'fr' }, 'unknown_model', '/model'],
    [{ text: 'a', model: 'tiny' }, 'wrong_task', '/model'],
    [{ text: 'a', language: 'fr' }, 'language_unsupported', '/language'],
    [{ text: 'a', language: 'zh', model: 'feelings' }, 'language_unsupported', '/language'],
  ])('refuses %j with %s', async (body, code, pointer) => {
    const answer = await ask(body);
    expect(answer.status).toBe(code === 'unknown_model' ? 404 : 400);
    expect(answer.type).toContain('application/problem+json');
    expect([answer.body.code, answer.body.pointer]).toEqual([code, pointer]);
  });

  it('refuses a text, and texts together, from one code point over the limit on', async () => {
    const longest = '👍'.repeat(25_000) + 'a'.repeat(25_000);
    expect((await ask({ text: longest })).status).toBe(200);
    const { body } = await ask({ text: `${longest}a` });
    expect([body.code, body.detail]).toEqual(['text_too_long', expect.stringMatching(/50001 .* 50000/)]);
    const texts = ['👍'.repeat(20_000), 'a'.repeat(25_000), 'b'.repeat(15_000)];
    expect((await ask({ texts })).status).toBe(200);
    const refused = (await ask({ texts: [...texts, 'c'] })).body;
    expect([refused.code, refused.pointer]).toEqual(['too_many_texts', '/texts/3']);
    expect(refused.detail).toMatch(
      /60000 characters together; send this one, and those after it, in another/,
    );
  });
});

describe('the model of a text', () => {
  const nameOf = async (body: object): Promise<string> => (await ask(body)).body.model.name;

  it.each([
    ['the room was clean', 'moods'],
    ['房间很干净', 'hanzi'],
    ['房间 12 👍', 'hanzi'],
    ['номер', 'moods'],
    ['部屋はとても綺麗', 'moods'],
    ['👍', 'moods'],
  ])('of "%s" is, by its script, %s', async (text, name) => {
    expect(await nameOf({ text })).toBe(name);
  });

  it.each([
    [{ language: 'zh' }, 'hanzi'],
    [{ language: 'ZH-Hans-CN' }, 'hanzi'],
    [{ language: 'EN-gb' }, 'moods'],
    [{ model: 'hanzi' }, 'hanzi'],
    [{ model: 'feelings', language: 'en' }, 'feelings'],
    [{ model: 'hanzi', language: 'zh' }, 'hanzi'],
  ])('is, with %j, %s whatever the script', async (asked, name) => {
    for (const text of ['clean', '房间', '👍']) expect(await nameOf({ text, ...asked })).toBe(name);
  });

  it('says which languages there are, and which a model has', async () => {
    expect((await ask({ text: 'a', language: 'fr' })).body.detail).toBe(
      'There are models for: en, zh. Use one of these, or leave language out',
    );
    expect((await ask({ text: 'a', language: 'en', model: 'hanzi' })).body.detail).toBe(
      'The model hanzi is for zh-Hant; leave model or language out, or make them agree',
    );
  });

  it('is chosen for each text by itself, so that a list is answered as its texts alone, in any order', async () => {
    const word = fc.constantFrom('clean', 'not', 'bad', '房', '间很', 'の', '👍', 'привет', '12');
    const text = fc.array(word, { minLength: 1, maxLength: 9 }).map((words) => words.join(' '));
    const explain = fc.constantFrom(false, true, 'attention');
    await fc.assert(
      fc.asyncProperty(fc.array(text, { minLength: 1, maxLength: 8 }), explain, async (texts, how) => {
        const { results } = (await ask({ texts, explain: how })).body;
        const turned = (await ask({ texts: texts.toReversed(), explain: how })).body.results;
        expect(turned.toReversed()).toEqual(results);
        for (const [i, each] of texts.entries()) {
          expect((await ask({ text: each, explain: how })).body).toEqual(results[i]);
        }
      }),
      { numRuns: 25 },
    );
  });

  it('is counted with its own texts, and all models together for the log', async () => {
    works.length = 0;
    await ask({ texts: ['not bad', '房', 'clean'] });
    const [work] = works;
    expect(work).toMatchObject({ model: 'moods,hanzi', texts: ['not bad', '房', 'clean'], tokens: 4 });
    expect(work!.parts.map(({ model, texts, tokens }) => [model, texts, tokens])).toEqual([
      ['moods', ['not bad', 'clean'], 3],
      ['hanzi', ['房'], 1],
    ]);
  });
});

describe('POST /sentiment with explain', () => {
  const longest = 'not bad '.repeat(64);

  it('adds words to the same answer, with effects or without', async () => {
    const text = '👍 not bad';
    const plain = (await ask({ text })).body;
    const erased = (await ask({ text, explain: true, offsetUnit: 'byte' })).body;
    expect(erased).toEqual({ ...plain, words: expect.anything() });
    expect(erased.words.map(({ text, start, end }: Stretch) => [text, start, end])).toEqual([
      ['👍', 0, 4],
      ['not', 5, 8],
      ['bad', 9, 12],
    ]);
    const attended = (await ask({ text, explain: 'attention', offsetUnit: 'byte' })).body;
    expect(attended.words).toEqual(erased.words.map(({ effect, ...word }: { effect: number }) => word));
    expect((await ask({ text, explain: false })).body).toEqual(plain);
  });

  it('takes texts up to its limits, and tells what to ask for beyond', async () => {
    expect((await ask({ text: longest, explain: true })).status).toBe(200);
    expect((await ask({ texts: Array(60).fill('a '.repeat(15)), explain: true })).status).toBe(200);
    for (const [asked, pointer, detail] of [
      [{ text: `${longest}!` }, '/text', /129 tokens; explain at most 128, or send explain: "attention"/],
      [{ text: 'a'.repeat(8193) }, '/text', /more than 8192 characters; explain .*"attention"/],
      [{ texts: ['a', longest] }, '/texts/1', /in another request/],
    ] as const) {
      const { status, body } = await ask({ ...asked, explain: true });
      expect([status, body.code, body.pointer]).toEqual([400, 'too_long_to_explain', pointer]);
      expect(body.detail).toMatch(detail);
      expect((await ask({ ...asked, explain: 'attention' })).status).toBe(200);
    }
  });
});

describe('models of several tasks', () => {
  it('are refused where they are asked for something else, with what to ask instead', async () => {
    const tag = await post('/tag', { text: 'a', model: 'moods' });
    expect([tag.status, tag.body.code, tag.body.pointer]).toEqual([400, 'wrong_task', '/model']);
    expect(tag.body.detail).toBe('moods is for POST /sentiment. Use one of: tiny');
    const { body } = await ask({ text: 'a', model: 'tiny' });
    expect(body.detail).toBe('tiny is for POST /tag. Use one of: feelings, hanzi, moods');
  });

  it('are listed together, each the default of its task', async () => {
    const { models } = (await app.inject('/models')).json();
    expect(
      models.map(({ name, task, default: isDefault }: Record<string, unknown>) => [name, task, isDefault]),
    ).toEqual([
      ['feelings', 'sentiment', false],
      ['hanzi', 'sentiment', false],
      ['moods', 'sentiment', true],
      ['tiny', 'tag', true],
    ]);
    const one = (await app.inject('/models/moods')).json();
    expect(one).toMatchObject({
      task: 'sentiment',
      slots: [],
      labels: ['positive', 'negative', 'neutral'],
      requested: null,
      network: { cell: 'lstm', states: false },
      metrics: { dev: { accuracy: 0.5 } },
    });
    const schema = api.operation('getModel').responses['200']!['application/json']!;
    expect(api.fault(schema, one)).toBeUndefined();
    expect((await app.inject('/models/none')).json().detail).toBe('Use one of: feelings, hanzi, moods, tiny');
  });

  it('are missed with a clear answer where a task has none', async () => {
    const bare = await buildApp(
      { models: new ModelRegistry([localTagger(tagger)]), isReady: () => true },
      testOptions,
    );
    for (const asked of [{}, { language: 'en' }]) {
      const payload = { text: 'a', ...asked };
      const response = await bare.inject({ method: 'POST', url: '/sentiment', payload });
      expect([response.statusCode, response.json().code]).toEqual([404, 'unknown_model']);
      expect(response.json().detail).toBe('No model for sentiment is loaded');
    }
    await bare.close();
  });
});

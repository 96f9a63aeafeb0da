import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apiDocument } from '../../src/api-document.ts';
import { buildApp } from '../../src/app.ts';
import { ModelRegistry } from '../../src/runtime/registry.ts';
import { loadSentiment } from '../../src/tasks/sentiment/load.ts';
import type { SentimentModel } from '../../src/tasks/sentiment/model.ts';
import { localSentiment } from '../../src/tasks/sentiment/sentiment-service.ts';
import { loadTagger } from '../../src/tasks/tag/load.ts';
import { localTagger } from '../../src/tasks/tag/tag-service.ts';
import type { Tagger } from '../../src/tasks/tag/tagger.ts';
import { testOptions } from '../helpers/app.ts';
import { Api } from '../helpers/openapi.ts';
import { temporaryFolder, writeTinyPackage } from '../helpers/tiny-package.ts';
import { writeTinySentiment } from '../helpers/tiny-sentiment.ts';

let app: FastifyInstance;
let model: SentimentModel;
let tagger: Tagger;
let api: Api;
beforeAll(async () => {
  const { folder, remove } = await temporaryFolder();
  model = await loadSentiment(await writeTinySentiment(folder));
  tagger = await loadTagger(await writeTinyPackage(folder));
  await remove();
  app = await buildApp(
    {
      models: new ModelRegistry([localTagger(tagger)]),
      sentiment: new ModelRegistry([localSentiment(model)]),
      isReady: () => true,
    },
    testOptions,
  );
  await app.ready();
  api = new Api(await apiDocument());
});
afterAll(async () => {
  await app.close();
  await model.close();
  await tagger.close();
});

const post = async (url: string, body: unknown) => {
  const response = await app.inject({ method: 'POST', url, payload: body as object });
  return { status: response.statusCode, body: response.json(), type: response.headers['content-type'] };
};
const ask = (body: unknown) => post('/sentiment', body);

describe('POST /sentiment', () => {
  it('answers one text beside the model', async () => {
    const text = 'the room was clean';
    const { status, body } = await ask({ text });
    const [expected] = await model.classify([text]);
    expect(status).toBe(200);
    expect(body).toEqual({ model: { name: 'moods', version: '2.0.0' }, ...expected });
  });

  it('answers several in their order, whatever they hold', async () => {
    const texts = ['bad', '👍', '房间很 clean', 'never again'];
    const { body } = await ask({ texts, model: 'moods' });
    expect(body.results).toEqual(await model.classify(texts));
  });

  it('answers as the document says', async () => {
    const { responses } = api.operation('sentiment');
    for (const body of [{ text: 'bad' }, { texts: ['bad', 'clean'] }]) {
      const schema = responses['200']!['application/json']!;
      expect(api.fault(schema, (await ask(body)).body)).toBeUndefined();
    }
  });

  it.each([
    [{}, 'text_or_texts', ''],
    [{ text: 'a', texts: ['b'] }, 'text_or_texts', ''],
    [{ text: ' ' }, 'empty_text', '/text'],
    [{ texts: [] }, 'text_or_texts', '/texts'],
    [{ texts: Array(6).fill('a') }, 'too_many_texts', '/texts'],
    [{ text: 'a'.repeat(81) }, 'text_too_long', '/text'],
    [{ text: 5 }, 'invalid_field', '/text'],
    [{ text: 'a', requested: ['origin'] }, 'unknown_field', '/requested'],
    [{ text: 'a', model: 'none' }, 'unknown_model', '/model'],
    [{ text: 'a', model: 'tiny' }, 'wrong_task', '/model'],
  ])('refuses %j with %s', async (body, code, pointer) => {
    const answer = await ask(body);
    expect(answer.status).toBe(code === 'unknown_model' ? 404 : 400);
    expect(answer.type).toContain('application/problem+json');
    expect([answer.body.code, answer.body.pointer]).toEqual([code, pointer]);
  });
});

describe('models of several tasks', () => {
  it('are refused where they are asked for something else, with what to ask instead', async () => {
    const tag = await post('/tag', { text: 'a', model: 'moods' });
    expect([tag.status, tag.body.code, tag.body.pointer]).toEqual([400, 'wrong_task', '/model']);
    expect(tag.body.detail).toBe('moods is for POST /sentiment. Use one of: tiny');
    const { body } = await ask({ text: 'a', model: 'tiny' });
    expect(body.detail).toBe('tiny is for POST /tag. Use one of: moods');
  });

  it('are listed together, each the default of its task', async () => {
    const { models } = (await app.inject('/models')).json();
    expect(
      models.map(({ name, task, default: isDefault }: Record<string, unknown>) => [name, task, isDefault]),
    ).toEqual([
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
    expect((await app.inject('/models/none')).json().detail).toBe('Use one of: moods, tiny');
  });

  it('are missed with a clear answer where a task has none', async () => {
    const bare = await buildApp(
      { models: new ModelRegistry([localTagger(tagger)]), isReady: () => true },
      testOptions,
    );
    const response = await bare.inject({ method: 'POST', url: '/sentiment', payload: { text: 'a' } });
    expect([response.statusCode, response.json().code]).toEqual([404, 'unknown_model']);
    expect(response.json().detail).toBe('No model for sentiment is loaded');
    await bare.close();
  });
});

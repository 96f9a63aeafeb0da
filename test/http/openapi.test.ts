import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { apiDocument } from '../../src/api-document.ts';
import { useTestApp } from '../helpers/app.ts';
import { Api, answerFault } from '../helpers/openapi.ts';
import { errorCases } from './error-cases.ts';

const test = useTestApp();
const committed = JSON.parse(await readFile(new URL('../../openapi/openapi.json', import.meta.url), 'utf8'));
const api = new Api(committed);

it('holds the committed document equal to the routes', async () => {
  // After a change of the routes: npm run openapi
  expect(committed).toEqual(await apiDocument());
});

it('serves a document with the limits of its own settings', async () => {
  const document = (await test.app.inject('/openapi.json')).json();
  expect(
    document.paths['/tag'].post.requestBody.content['application/json'].schema.properties.texts.maxItems,
  ).toBe(5);
});

/** What a schema could rule out, but for lists that must be as long as another. */
const shapes = [
  'text_or_texts',
  'empty_text',
  'text_too_long',
  'too_many_texts',
  'unknown_field',
  'invalid_field',
];

it.each(
  errorCases.filter(
    ({ code, body, name }) =>
      shapes.includes(code) &&
      typeof body === 'object' &&
      name !== 'lists of requested slots for other texts',
  ),
)('tells in the schema that $name is refused', async ({ body, url }) => {
  const own = new Api((await test.app.inject('/openapi.json')).json());
  const { schema } = own.operation(url?.slice(1) ?? 'tag').body!;
  expect(own.fault(schema, body)).toBeDefined();
});

it.each([
  ['listModels', '/models', 200],
  ['getModel', '/models/tiny', 200],
  ['getModel', '/models/none', 404],
  ['live', '/health/live', 200],
  ['startup', '/health/startup', 200],
  ['ready', '/health/ready', 200],
  ['tag', '{"text":"leave Taipei"}', 200],
  ['tag', '{"texts":["leave Taipei","arrive"]}', 200],
  ['tag', '{"texts":5}', 400],
  ['sentiment', '{"text":"never again"}', 200],
  ['sentiment', '{"texts":["never again","quiet"]}', 200],
  ['sentiment', '{"text":"a","model":"tiny"}', 400],
  ['keywords', '{"text":"night trains"}', 200],
  ['keywords', '{"texts":["night trains","!"],"minScore":0}', 200],
  ['keywords', '{"text":"a","limit":0}', 400],
])('answers %s %s with %i, as documented', async (id, sent, status) => {
  const operation = api.operation(id);
  const response = await test.app.inject({
    method: operation.method as 'GET',
    url: operation.body ? operation.path : sent,
    ...(operation.body && { payload: sent, headers: { 'content-type': 'application/json' } }),
  });
  expect(response.statusCode).toBe(status);
  const type = String(response.headers['content-type']);
  expect(answerFault(api, operation, { status, type, body: response.body })).toBeUndefined();
});

it('notices an answer that is not as documented', () => {
  const fault = (status: number, type: string, body: unknown) =>
    answerFault(api, api.operation('live'), { status, type, body: JSON.stringify(body) });
  expect(fault(200, 'application/json', { status: 'ok' })).toBeUndefined();
  expect(fault(200, 'application/json', { status: 'well' })).toMatch(/status/);
  expect(fault(200, 'text/plain', { status: 'ok' })).toMatch(/text\/plain/);
  expect(fault(404, 'application/problem+json', {})).toMatch(/404/);
});

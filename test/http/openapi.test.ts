import { readFile } from 'node:fs/promises';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { apiDocument } from '../../src/api-document.ts';
import { useTestApp } from '../helpers/app.ts';

const test = useTestApp();
const ajv = new Ajv2020({ strict: false });
let validators: Map<string, ValidateFunction>;

interface Route {
  responses: Record<string, { content: Record<string, { schema: object }> }>;
}

beforeAll(async () => {
  const document = JSON.parse(await readFile(new URL('../../openapi/openapi.json', import.meta.url), 'utf8'));
  ajv.addSchema({ $id: 'api', components: document.components });
  const absolute = (schema: object): object => JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"api#/'));
  validators = new Map();
  for (const [path, methods] of Object.entries<Record<string, Route>>(document.paths)) {
    for (const [method, { responses }] of Object.entries(methods)) {
      for (const [status, { content }] of Object.entries(responses)) {
        for (const [type, { schema }] of Object.entries(content)) {
          validators.set(`${method} ${path} ${status} ${type}`, ajv.compile(absolute(schema)));
        }
      }
    }
  }
});

/** Sends a request and checks that the answer is one that the document promises for the route. */
async function documented(method: 'GET' | 'POST', url: string, path: string, payload?: string) {
  const headers = payload === undefined ? {} : { 'content-type': 'application/json' };
  const response = await test.app.inject({ method, url, headers, ...(payload !== undefined && { payload }) });
  const status = response.statusCode === 200 ? '200' : 'default';
  const type = String(response.headers['content-type']).split(';')[0];
  const validate = validators.get(`${method.toLowerCase()} ${path} ${status} ${type}`);
  expect(validate, `${method} ${path} ${status} ${type}`).toBeDefined();
  expect(validate!(response.json()), JSON.stringify([response.json(), validate!.errors])).toBe(true);
  return response;
}

it('holds the committed document equal to the routes', async () => {
  const committed = await readFile(new URL('../../openapi/openapi.json', import.meta.url), 'utf8');
  // After a change of the routes: npm run openapi
  expect(JSON.parse(committed)).toEqual(await apiDocument());
});

it('serves a document with the limits of its own settings', async () => {
  const document = (await test.app.inject('/openapi.json')).json();
  expect(
    document.paths['/tag'].post.requestBody.content['application/json'].schema.properties.texts.maxItems,
  ).toBe(5);
});

it('answers every route as documented', async () => {
  const statuses = [
    await documented('GET', '/models', '/models'),
    await documented('GET', '/models/tiny', '/models/{name}'),
    await documented('GET', '/models/none', '/models/{name}'),
    await documented('GET', '/health/live', '/health/live'),
    await documented('GET', '/health/ready', '/health/ready'),
    await documented('POST', '/tag', '/tag', '{"text":"leave Taipei"}'),
    await documented('POST', '/tag', '/tag', '{"texts":["leave Taipei","arrive"]}'),
    await documented('POST', '/tag', '/tag', '{"texts":5}'),
  ].map(({ statusCode }) => statusCode);
  expect(statuses).toEqual([200, 200, 404, 200, 200, 200, 200, 400]);
});

describe('whatever a client sends to POST /tag', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string(),
    fc.string({ unit: 'grapheme-composite' }),
  );
  const names = fc.array(fc.oneof(fc.constantFrom('origin', 'destination', '__proto__'), fc.string()), {
    maxLength: 3,
  });
  const body = fc.record(
    {
      text: fc.oneof({ weight: 5, arbitrary: text }, fc.jsonValue()),
      texts: fc.oneof({ weight: 5, arbitrary: fc.array(text, { maxLength: 7 }) }, fc.jsonValue()),
      model: fc.oneof(fc.constantFrom('tiny', 'asking', 'constructor'), fc.jsonValue()),
      offsetUnit: fc.oneof(fc.constantFrom('utf16', 'codePoint', 'byte'), fc.jsonValue()),
      requested: fc.oneof(names, fc.array(names, { maxLength: 3 }), fc.jsonValue()),
    },
    { requiredKeys: [] },
  );

  it('is answered as documented, and never with a 500', async () => {
    const payload = fc.oneof(
      { weight: 4, arbitrary: body.map((value) => JSON.stringify(value)) },
      { weight: 1, arbitrary: fc.json() },
      { weight: 1, arbitrary: fc.string() },
    );
    await fc.assert(
      fc.asyncProperty(payload, async (sent) => {
        const { statusCode } = await documented('POST', '/tag', '/tag', sent);
        expect(statusCode).toBeLessThan(500);
      }),
      { numRuns: 400 },
    );
  });
});

import { describe, expect, it } from 'vitest';
import { keyLine, newKey, parseKeys } from '../../../src/api-keys.ts';
import { useTestApp } from '../../helpers/app.ts';
import { memoryLogger } from '../../helpers/memory-logger.ts';

const [key, second] = [newKey(), newKey()];
const { lines, logged, logger } = memoryLogger();
const keys = {
  value: parseKeys(`${keyLine(key, 'app')}\n${keyLine(second, 'other')}`),
  onChange: () => {},
  stop: () => {},
};
const test = useTestApp({ logger, security: { keys } });

const bearer = (value: string) => ({ authorization: `Bearer ${value}` });
const ask = (headers: Record<string, string>, url = '/models') => test.app.inject({ url, headers });

it.each([
  ['authorization', bearer(key), 'app'],
  ['a scheme in lower case', { authorization: `bearer  ${key} ` }, 'app'],
  ['x-api-key', { 'x-api-key': second }, 'other'],
  ['x-api-key beside what a gateway asks for', { 'x-api-key': second, ...bearer('gateway') }, 'other'],
  ['x-api-key beside another scheme', { 'x-api-key': key, authorization: 'Basic YTpi' }, 'app'],
])('lets in a key in %s, and logs who it was', async (_, headers, client) => {
  lines.length = 0;
  expect((await ask(headers)).statusCode).toBe(200);
  expect(logged()).toMatchObject([{ route: '/models', status: 200, client }]);
});

it.each([
  ['no key', {}, undefined],
  ['a scheme without key', { authorization: 'Bearer' }, undefined],
  ['another scheme', { authorization: `Basic ${key}` }, undefined],
  ['an unknown key', bearer(newKey()), 'invalid_token'],
  ['an unknown x-api-key', { 'x-api-key': 'x' }, 'invalid_token'],
  ['an empty x-api-key', { 'x-api-key': '' }, 'invalid_token'],
  ['two keys in one header', { 'x-api-key': `${key}, ${second}` }, 'invalid_token'],
  ['a key in the query', {}, undefined],
])('answers 401 to %s', async (name, headers, reason) => {
  const response = await ask(headers, name.endsWith('query') ? `/models?api_key=${key}` : '/models');
  expect(response.statusCode).toBe(401);
  expect(response.headers['content-type']).toBe('application/problem+json');
  expect(response.headers['www-authenticate']).toBe(
    reason === undefined ? 'Bearer realm="slotline"' : `Bearer realm="slotline", error="${reason}"`,
  );
  expect(response.json()).toMatchObject({ status: 401, code: 'unauthenticated' });
  expect(response.json().instance).toBe(`urn:slotline:request:${response.headers['x-request-id']}`);
});

describe('without a key', () => {
  it.each(['/health/live', '/health/ready', '/openapi.json', '/docs/', '/docs/static/swagger-ui.css'])(
    'answers GET %s',
    async (url) => {
      expect((await ask({}, url)).statusCode).toBe(200);
    },
  );

  it.each([
    ['POST', '/tag'],
    ['GET', '/tag'],
    ['GET', '/models/tiny'],
    ['GET', '/nothing'],
    ['GET', '/health/'],
    ['GET', '//health/live'],
    ['GET', '/health/live/../../models'],
    ['GET', '/docs/../models'],
    ['OPTIONS', '/tag'],
  ])('answers 401 to %s %s, before it reads a body', async (method, url) => {
    const payload = method === 'POST' ? { payload: '{"text"' } : {};
    const response = await test.app.inject({ method: method as 'GET', url, ...payload });
    expect(response.statusCode).toBe(401);
  });
});

it('looks keys up anew for each request, so that they can be rotated', async () => {
  const before = keys.value;
  keys.value = parseKeys(keyLine('next', 'app'));
  expect([(await ask(bearer(key))).statusCode, (await ask(bearer('next'))).statusCode]).toEqual([401, 200]);
  keys.value = before;
});

it('never logs a key', async () => {
  lines.length = 0;
  await ask(bearer(key));
  await ask({ 'x-api-key': 'guess-of-a-key' });
  expect(lines).toHaveLength(2);
  expect(lines.join('')).not.toMatch(new RegExp(`${key}|guess-of-a-key`));
  expect(JSON.parse(lines[1]!)).not.toHaveProperty('client');
});

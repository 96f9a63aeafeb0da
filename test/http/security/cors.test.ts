import { describe, expect, it } from 'vitest';
import { keyLine, parseKeys } from '../../../src/api-keys.ts';
import { useTestApp } from '../../helpers/app.ts';

const origins = ['https://app.example', 'http://localhost:3000'];
const keys = { value: parseKeys(keyLine('key', 'app')), onChange: () => {}, stop: () => {} };

function corsHeaders(headers: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => name.startsWith('access-control')));
}

const preflight = (origin: string) => ({
  origin,
  'access-control-request-method': 'POST',
  'access-control-request-headers': 'content-type,x-api-key',
});

describe('with a list of origins and with keys', () => {
  const test = useTestApp({ security: { origins, keys } });

  it.each(origins)('answers a preflight from %s, which has no key', async (origin) => {
    const response = await test.app.inject({ method: 'OPTIONS', url: '/tag', headers: preflight(origin) });
    expect([response.statusCode, response.body]).toEqual([204, '']);
    expect(corsHeaders(response.headers)).toEqual({
      'access-control-allow-origin': origin,
      'access-control-allow-methods': 'GET, HEAD, POST',
      'access-control-allow-headers': 'authorization, content-type, x-api-key, x-request-id',
      'access-control-expose-headers': expect.stringContaining('x-request-id'),
      'access-control-max-age': '600',
    });
    expect(response.headers.vary).toBe('Origin');
  });

  it.each([
    ['an answer', '/models', { 'x-api-key': 'key' }, 200],
    ['a refusal', '/models', {}, 401],
    ['an unknown path', '/nothing', { 'x-api-key': 'key' }, 404],
  ])('lets its pages read %s', async (_, url, key, status) => {
    const response = await test.app.inject({ url, headers: { origin: origins[0]!, ...key } });
    expect(response.statusCode).toBe(status);
    expect(response.headers['access-control-allow-origin']).toBe(origins[0]);
  });

  it.each([
    'https://evil.example',
    'https://app.example.evil.example',
    'http://app.example',
    'https://app.example:444',
    'https://sub.app.example',
    'HTTPS://APP.EXAMPLE',
    'null',
    '*',
  ])('tells pages of %s nothing', async (origin) => {
    for (const method of ['OPTIONS', 'GET'] as const) {
      const headers = { ...preflight(origin), 'x-api-key': 'key' };
      const response = await test.app.inject({ method, url: '/models', headers });
      expect(corsHeaders(response.headers)).toEqual({});
      expect(response.headers.vary).toBe('Origin');
    }
  });
});

describe('with a list of origins', () => {
  const test = useTestApp({ security: { origins } });
  const ask = (method: 'GET' | 'OPTIONS' | 'PUT', url: string, headers = {}) =>
    test.app.inject({ method, url, headers });

  it('still tells which methods a path takes, and which paths there are', async () => {
    const options = await ask('OPTIONS', '/tag');
    expect([options.statusCode, options.headers.allow]).toEqual([204, 'OPTIONS, POST']);
    expect((await ask('OPTIONS', '/nothing')).statusCode).toBe(404);
    expect((await ask('GET', '/nothing')).statusCode).toBe(404);
    const put = await ask('PUT', '/models');
    expect([put.statusCode, put.headers.allow]).toEqual([405, 'GET, HEAD, OPTIONS']);
  });

  it('answers OPTIONS that is no preflight without complaint', async () => {
    const response = await ask('OPTIONS', '/tag', { origin: origins[0] });
    expect([response.statusCode, response.body]).toEqual([204, '']);
  });

  it('keeps its own route out of the OpenAPI document', async () => {
    expect(Object.keys((await ask('GET', '/openapi.json')).json().paths)).not.toContain('/*');
  });
});

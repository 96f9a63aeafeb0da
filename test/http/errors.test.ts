import { expect, it } from 'vitest';
import { useTestApp } from '../helpers/app.ts';
import { json } from './error-cases/case.ts';
import { errorCases } from './error-cases.ts';

const test = useTestApp();

it.each(errorCases)(
  'answers $status $code to $name',
  async ({ method = 'POST', url = '/tag', headers = json, ...expected }) => {
    const { body } = expected;
    const response = await test.app.inject({
      method: method as 'POST',
      url,
      headers,
      ...(body !== undefined && {
        payload: typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body),
      }),
    });
    const problem = response.json();
    expect(problem).toMatchObject({ status: expected.status, code: expected.code });
    expect(response.statusCode).toBe(expected.status);
    expect(response.headers['content-type']).toBe('application/problem+json');
    expect(problem.type).toBe(`urn:slotline:problem:${expected.code}`);
    expect(problem.instance).toBe(`urn:slotline:request:${response.headers['x-request-id']}`);
    if (expected.pointer !== undefined) expect(problem.pointer).toBe(expected.pointer);
    expect(problem.detail).toMatch(expected.detail ?? /./);
  },
);

it.each([
  ['GET', '/tag', 'OPTIONS, POST'],
  ['HEAD', '/tag', 'OPTIONS, POST'],
  ['PUT', '/tag', 'OPTIONS, POST'],
  ['POST', '/models', 'GET, HEAD, OPTIONS'],
  ['DELETE', '/models/tiny', 'GET, HEAD, OPTIONS'],
  ['PUT', '/docs/', 'GET, HEAD, OPTIONS'],
  ['PROPFIND', '/health/live', 'GET, HEAD, OPTIONS'],
  ['GET', '/%74ag', 'OPTIONS, POST'],
  ['GET', '/tag?x=/y#z', 'OPTIONS, POST'],
  ['PUT', '/models/a%2Fb', 'GET, HEAD, OPTIONS'],
])('answers 405 to %s %s with what it allows', async (method, url, allow) => {
  const response = await test.app.inject({
    method: method as 'GET',
    url,
    headers: { 'content-type': 'x/y' },
    payload: 'x',
  });
  expect(response.statusCode).toBe(405);
  expect(response.headers.allow).toBe(allow);
});

it('answers OPTIONS with what a path allows', async () => {
  const response = await test.app.inject({ method: 'OPTIONS', url: '/tag' });
  expect([response.statusCode, response.headers.allow, response.body]).toEqual([204, 'OPTIONS, POST', '']);
});

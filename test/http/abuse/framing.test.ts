import { afterEach, expect, it } from 'vitest';
import type { ProblemCode } from '../../../src/errors.ts';
import type { Refusal } from '../../../src/http/observer.ts';
import { useTestApp } from '../../helpers/app.ts';
import { exchange, parseAnswer } from '../../helpers/raw.ts';

/** What observers, the log among them, were told. */
const told: (ProblemCode | number | undefined)[] = [];
const reasons: (string | undefined)[] = [];
const test = useTestApp({
  requestTimeout: 2000,
  observers: [
    {
      answered: ({ problem }, { status }) => told.push(problem ?? status),
      refused: (problem, { reason }: Refusal) => {
        told.push(problem);
        reasons.push(reason);
      },
    },
  ],
});
afterEach(() => {
  told.length = 0;
  reasons.length = 0;
});

const post = (headers: string, body: string): string =>
  `POST /tag HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n${headers}\r\n\r\n${body}`;
const get = (path: string, headers = 'host: x'): string =>
  `GET ${path} HTTP/1.1\r\n${headers}\r\nconnection: close\r\n\r\n`;
const chunked = (body: string): string => post('transfer-encoding: chunked', body);
const smuggled = '0\r\n\r\nGET /models HTTP/1.1\r\nhost: x\r\n\r\n';

it.each([
  // Smuggling: one message for a proxy, another for the service.
  [
    'content-length with transfer-encoding',
    post('content-length: 5\r\ntransfer-encoding: chunked', smuggled),
  ],
  [
    'transfer-encoding with content-length',
    post('transfer-encoding: chunked\r\ncontent-length: 5', smuggled),
  ],
  ['two content-lengths', post('content-length: 5\r\ncontent-length: 6', 'hello!')],
  ['two content-lengths in one header', post('content-length: 5, 6', 'hello!')],
  ['a negative content-length', post('content-length: -1', '')],
  ['a content-length with a sign', post('content-length: +5', 'hello')],
  ['a content-length beyond all numbers', post('content-length: 99999999999999999999999', 'hello')],
  ['an unknown transfer-encoding', post('transfer-encoding: xchunked', smuggled)],
  ['a transfer-encoding after chunked', post('transfer-encoding: chunked, identity', smuggled)],
  ['transfer-encoding twice', post('transfer-encoding: chunked\r\ntransfer-encoding: identity', smuggled)],
  ['a blank before a colon', post('transfer-encoding : chunked', smuggled)],
  ['a vertical tab before chunked', post('transfer-encoding: \x0bchunked', smuggled)],
  ['a folded header', get('/models', 'host: x\r\na: b\r\n c: d')],
  ['lines that end without CR', 'GET /models HTTP/1.1\nhost: x\n\n'],
  ['a header that ends without CR', get('/models', 'host: x\na: b')],
  ['a header that ends without LF', get('/models', 'host: x\ra: b')],
  ['a NUL in a header', get('/models', 'host: x\r\na: b\0c')],
  ['a NUL in the path', get('/mod\0els')],
  ['bytes above ASCII in the path', get('/\xff\xfe')],
  ['a path without slash', get('models')],
  ['two hosts', get('/models', 'host: x\r\nHost: y')],
  ['no host', get('/models', 'a: b')],
  ['HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
  ['a TLS handshake', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03'],
  // Broken chunks.
  ['a chunk size that is none', chunked('zz\r\nhello\r\n')],
  ['a chunk that is longer than its size', chunked('5\r\nhello world\r\n0\r\n\r\n')],
  ['a chunk size beyond all numbers', chunked('ffffffffffffffffff\r\n')],
  ['a long chunk extension', chunked(`1;${'a'.repeat(20_000)}\r\n{\r\n0\r\n\r\n`)],
])('refuses %s, and tells of it once', async (_, request) => {
  const answer = await exchange(test.app, request);
  expect(answer.match(/HTTP\/1\.1 \d/g)).toHaveLength(1);
  const { status, type, body } = parseAnswer(answer);
  expect([status, type, JSON.parse(body).code]).toEqual([
    400,
    'application/problem+json',
    'malformed_request',
  ]);
  await expect.poll(() => told).toEqual(['malformed_request']);
  for (const reason of reasons) expect(reason).toMatch(/^HPE_[A-Z0-9_]+$/);
});

it.each([
  ['2,000 headers', get('/models', `host: x\r\n${'a:b\r\n'.repeat(2000)}c: d`)],
  ['101 headers', get('/models', `host: x\r\n${'a:b\r\n'.repeat(99)}c: d`)],
  ['long headers', get('/models', `host: x\r\na: ${'b'.repeat(20_000)}`)],
  ['a long path', get(`/${'a'.repeat(100_000)}`)],
  ['many trailers', chunked(`0\r\n${'x: y\r\n'.repeat(9000)}\r\n`)],
])('answers 431 to %s', async (_, request) => {
  const { status, type, body } = parseAnswer(await exchange(test.app, request));
  expect([status, type, JSON.parse(body).code]).toEqual([
    431,
    'application/problem+json',
    'headers_too_large',
  ]);
  await expect.poll(() => told).toEqual(['headers_too_large']);
});

it('takes 100 headers', async () => {
  const answer = await exchange(test.app, get('/models', `host: x\r\n${'a:b\r\n'.repeat(97)}c: d`));
  expect(parseAnswer(answer).status).toBe(200);
});

it.each([
  ['//models', 404],
  ['/models//', 404],
  ['/../models', 404],
  ['/..%2f..%2fetc%2fpasswd', 404],
  ['/docs/static/..%2f..%2f..%2fpackage.json', 404],
  ['/docs/static/%2e%2e/%2e%2e/package.json', 404],
  ['/docs/static/....//package.json', 404],
  ['/models/%00', 404],
  ['/models/..%5c..%5cx', 404],
  ['/models/%zz', 400],
  ['/%c0%af', 400],
  ['/models/%', 400],
  [`/${'a'.repeat(15_000)}`, 404],
  [`/models/${'%41'.repeat(4000)}`, 404],
  ['/tag;a=b', 404],
  ['/MODELS', 404],
])('answers GET %s with problem details', async (path, expected) => {
  const { status, type, body } = parseAnswer(await exchange(test.app, get(path)));
  expect([status, type]).toEqual([expected, 'application/problem+json']);
  await expect.poll(() => told).toEqual([JSON.parse(body).code]);
});

it('answers a broken second request after the first one, and closes', async () => {
  const first = 'GET /health/live HTTP/1.1\r\nhost: x\r\n\r\n';
  const answer = await exchange(test.app, `${first}GARBAGE\r\n\r\n`);
  expect(answer.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 200', 'HTTP/1.1 400']);
  await expect.poll(() => told).toEqual([200, 'malformed_request']);
});

import { expect, it } from 'vitest';
import { apiDocument } from '../../src/api-document.ts';
import { SlotlineError } from '../../src/errors.ts';
import { problemBody } from '../../src/http/problem.ts';
import { Api } from '../helpers/openapi.ts';
import type { Answer } from './client.ts';
import { judge } from './judge.ts';

const api = new Api(await apiDocument());

const headers = { 'x-request-id': 'a', 'content-type': 'application/json; charset=utf-8' };
const good: Answer = { status: 200, headers, body: '{"status":"ok"}' };
const body = problemBody(new SlotlineError('not_ready', 'Wait'), 'a');
const unready: Answer = {
  status: 503,
  headers: { 'x-request-id': 'a', 'content-type': 'application/problem+json', 'retry-after': '1' },
  body: JSON.stringify(body),
};
const told = (change: object): Answer => ({ ...unready, body: JSON.stringify({ ...body, ...change }) });
const elsewhere = { method: 'GET', operation: undefined, expected: 'documented' } as const;
const ready = { method: 'GET', operation: 'ready', expected: 'good' } as const;

it.each([
  ['as documented', ready, good],
  ['503, which a service may always be', ready, unready],
  ['a problem where there is no operation', elsewhere, unready],
])('finds nothing wrong with an answer that is %s', (_, sent, answer) => {
  expect(judge(api, sent, answer)).toBeUndefined();
});

it.each([
  ['a 500', elsewhere, { ...good, status: 500 }, /^status 500$/],
  ['a status that is not declared', ready, { ...good, status: 201 }, /ready does not declare the status 201/],
  [
    'a type that is not declared',
    ready,
    { ...good, headers: { ...headers, 'content-type': 'text/html' } },
    /text\/html/,
  ],
  ['a body against its schema', ready, { ...good, body: '{"status":"well"}' }, /ready 200: .*status/],
  [
    'a code that is not declared',
    { ...ready, operation: 'live' },
    unready,
    /live does not declare the status 503/,
  ],
  [
    'a good request that is refused',
    { ...ready, operation: 'getModel' },
    { ...good, status: 404 },
    /404 as application\/json/,
  ],
  ['a bad request that is not', { ...ready, expected: 'refused' }, good, /200 instead of refused/],
  ['no request id', elsewhere, { ...good, headers: {} }, /no x-request-id/],
  ['a body for HEAD', { ...elsewhere, method: 'HEAD' }, good, /a body for HEAD/],
  ['another request id', elsewhere, told({ instance: 'urn:slotline:request:b' }), /request:b of request a/],
  ['another status', elsewhere, told({ status: 400 }), /not_ready with 503 and 400/],
  ['another title', elsewhere, told({ title: 'Well' }), /not_ready with .*Well/],
  ['another type', elsewhere, told({ type: 'about:blank' }), /not_ready with about:blank/],
  ['more than a problem', elsewhere, told({ more: 1 }), /additional/],
  [
    'no time to come again',
    elsewhere,
    { ...unready, headers: { ...unready.headers, 'retry-after': undefined as never } },
    /503 without retry-after/,
  ],
] as const)('finds %s', (_, sent, answer, fault) => {
  expect(judge(api, sent, answer)).toMatch(fault);
});

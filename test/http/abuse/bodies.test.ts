import { performance } from 'node:perf_hooks';
import { afterAll, expect, it } from 'vitest';
import { useTestApp } from '../../helpers/app.ts';
import { exchange, parseAnswer, tagRequest } from '../../helpers/raw.ts';

const test = useTestApp({ bodyLimit: 2 ** 20 });

const nested = (open: string, inside: string, close: string): string =>
  open.repeat(100_000) + inside + close.repeat(100_000);
const repeated = (part: string, count: number): string => Array(count).fill(part).join();
const keys = Array.from({ length: 50_000 }, (_, i) => `"k${i}":1`).join();

/** Milliseconds for a megabyte; zod alone would take more for the long lists, and the service would stand still. */
const slowest = 2000;

it.each([
  ['__proto__', '{"text":"a","__proto__":{"polluted":1}}', 'unknown_field'],
  ['__proto__ in other letters', '{"text":"a","__pro\\u0074o__":{"polluted":1}}', 'unknown_field'],
  ['__proto__ as text', '{"text":{"__proto__":{"polluted":1}}}', 'invalid_field'],
  ['__proto__ in a list', '{"texts":["a",{"__proto__":{"polluted":1}}]}', 'invalid_field'],
  ['__proto__ deep inside', '{"text":"a","requested":[[{"__proto__":{"polluted":1}}]]}', 'invalid_field'],
  ['constructor.prototype', '{"text":"a","constructor":{"prototype":{"polluted":1}}}', 'unknown_field'],
  [
    'constructor.prototype deep inside',
    '{"text":"a","requested":[["origin"],{"constructor":{"prototype":{"polluted":1}}}]}',
    'invalid_field',
  ],
  ['100,000 lists in each other', nested('[', '', ']'), 'invalid_field'],
  ['100,000 objects in each other', nested('{"text":', '1', '}'), 'invalid_field'],
  ['100,000 lists as requested', `{"text":"a","requested":${nested('[', '', ']')}}`, 'invalid_field'],
  ['nesting that does not end', '['.repeat(1_000_000), 'malformed_json'],
  ['a number beyond all numbers', '{"text":1e400}', 'invalid_field'],
  ['a million digits', `{"text":${'9'.repeat(1_000_000)}}`, 'invalid_field'],
  ['a million decimals', `{"text":"a","offsetUnit":0.${'1'.repeat(1_000_000)}}`, 'invalid_field'],
  ['50,000 fields', `{"text":"a",${keys}}`, 'unknown_field'],
  ['300,000 empty texts', `{"texts":[${repeated('""', 300_000)}]}`, 'too_many_texts'],
  ['400,000 numbers as texts', `{"texts":[${repeated('1', 400_000)}]}`, 'too_many_texts'],
  ['400,000 numbers as requested', `{"text":"a","requested":[${repeated('1', 400_000)}]}`, 'invalid_field'],
  [
    '300,000 objects as requested',
    `{"text":"a","requested":[[],${repeated('{}', 300_000)}]}`,
    'invalid_field',
  ],
  ['a million blanks as text', `{"text":"${' '.repeat(1_000_000)}"}`, 'empty_text'],
  ['a million letters as text', `{"text":"${'a'.repeat(1_000_000)}"}`, 'text_too_long'],
  ['a million letters as model', `{"text":"a","model":"${'a'.repeat(1_000_000)}"}`, 'unknown_model'],
])('refuses %s, and soon', async (_, body, code) => {
  const started = performance.now();
  const answer = parseAnswer(await exchange(test.app, tagRequest(body)));
  expect(performance.now() - started).toBeLessThan(slowest);
  expect(answer.type).toBe('application/problem+json');
  expect(JSON.parse(answer.body)).toMatchObject({ status: answer.status, code });
});

it.each([
  'application/json garbage',
  'application/json\tx',
  'text/plain\t, application/json',
  'application/jsonx',
])('takes no content-type %j', async (type) => {
  const request = tagRequest('{"text":"a"}').replace('application/json', type);
  const { status, body } = parseAnswer(await exchange(test.app, request));
  expect([status, JSON.parse(body).code]).toEqual([415, 'unsupported_media_type']);
});

it('does not send a long name of a field back', async () => {
  const body = `{"text":"a","${'k'.repeat(1_000_000)}":1}`;
  const { status, body: problem } = parseAnswer(await exchange(test.app, tagRequest(body)));
  expect([status, JSON.parse(problem).code]).toEqual([400, 'unknown_field']);
  expect(JSON.parse(problem)).not.toHaveProperty('pointer');
  expect(problem.length).toBeLessThan(1000);
});

it('takes the last of fields with one name', async () => {
  const { status, body } = parseAnswer(await exchange(test.app, tagRequest('{"text":5,"text":"to Rome"}')));
  expect([status, JSON.parse(body).tokens.length]).toEqual([200, 2]);
});

afterAll(() => {
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
});

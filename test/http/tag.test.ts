import { expect, it } from 'vitest';
import { useTestApp } from '../helpers/app.ts';

const test = useTestApp();
const text = 'arrive Taipei 🛫 on November 2nd';

async function tag(body: unknown, headers: Record<string, string> = {}) {
  const response = await test.app.inject({
    method: 'POST',
    url: '/tag',
    headers: { 'content-type': 'application/json', ...headers },
    payload: typeof body === 'string' ? body : JSON.stringify(body),
  });
  expect(response.statusCode, response.body).toBe(200);
  return response.json();
}

it('answers one text with its tokens and slots beside the model', async () => {
  const answer = await tag({ text });
  expect(answer.model).toEqual({ name: 'tiny', version: '1.2.3' });
  expect(answer.tokens.map((token: { text: string }) => token.text)).toEqual([
    'arrive',
    'Taipei',
    '🛫',
    'on',
    'November',
    '2',
    'nd',
  ]);
});

it('answers a list in its order, each text as it would be alone', async () => {
  const { results } = await tag({ texts: ['leave Taipei', text] });
  const alone = await tag({ text });
  expect(results).toHaveLength(2);
  expect(results[1].slots.map((slot: { start: number }) => slot.start)).toEqual(
    alone.slots.map((slot: { start: number }) => slot.start),
  );
});

it.each([
  ['utf16', 17],
  ['codePoint', 16],
  ['byte', 19],
])('gives offsets in %s', async (offsetUnit, start) => {
  const { tokens } = await tag({ text, offsetUnit });
  expect(tokens[3]).toMatchObject({ text: 'on', start, end: start + 2 });
});

it('takes the slots just asked for, for one text, for all, and for each', async () => {
  const model = 'asking';
  const confidences = (result: { tokens: { confidence: number }[] }) =>
    result.tokens.map(({ confidence }) => confidence.toFixed(4)).join();
  const plain = confidences(await tag({ model, text }));
  const asked = confidences(await tag({ model, text, requested: ['origin'] }));
  expect(asked).not.toBe(plain);
  const all = await tag({ model, texts: [text, text], requested: ['origin'] });
  expect(all.results.map(confidences)).toEqual([asked, asked]);
  const each = await tag({ model, texts: [text, text], requested: [[], ['origin']] });
  expect(each.results.map(confidences)).toEqual([plain, asked]);
});

it.each([
  ['a lone surrogate', '{"text":"fly \\ud83d to Taipei"}'],
  ['a byte order mark', '\ufeff{"text":"a"}'],
  ['a field twice', '{"text":"b","text":"a"}'],
  ['emoji up to the limit in code points', JSON.stringify({ text: '🛫'.repeat(80) })],
  ['control characters', '{"text":"a\\u0000b\\u200b"}'],
  ['a text of zero-width spaces', '{"text":"\\u200b"}'],
])('answers %s', async (_, body) => {
  await tag(body);
});

it.each(['application/json; charset=utf-8', 'application/json;charset="UTF-8"', 'Application/JSON'])(
  'takes content-type %s',
  async (type) => {
    await tag({ text: 'a' }, { 'content-type': type });
  },
);

it("answers with a request id: the client's own if it is sane", async () => {
  const id = async (given?: string) => {
    const headers = given === undefined ? {} : { 'x-request-id': given };
    return (await test.app.inject({ url: '/models', headers })).headers['x-request-id'];
  };
  expect(await id('abc-1')).toBe('abc-1');
  expect(await id('a b')).toMatch(/^[0-9a-f-]{36}$/);
  expect(await id()).toMatch(/^[0-9a-f-]{36}$/);
});

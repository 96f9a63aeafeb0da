import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keyLine, newKey } from '../src/api-keys.ts';
import { answerOn, parseAnswer } from './helpers/raw.ts';
import { address, start } from './helpers/server.ts';
import { temporaryFolder, writeTinyPackage } from './helpers/tiny-package.ts';

/** The word that must not get out. */
const word = 'Zanzibarbara';
const key = newKey();

/** The word as it would stand in a log: plain, or as the bytes of a buffer in one of the usual forms. */
const forms = [
  word.toLowerCase(),
  [...Buffer.from(word)].join(),
  Buffer.from(word).toString('hex'),
  Buffer.from(word).toString('base64').slice(0, 15).toLowerCase(),
];
const formsIn = (text: string): string[] => forms.filter((form) => text.toLowerCase().includes(form));

const json = 'content-type: application/json';
const message = (line: string, headers: readonly string[], body = ''): string => {
  const length = body ? [`content-length: ${Buffer.byteLength(body)}`] : [];
  return [`${line} HTTP/1.1`, 'host: x', 'connection: close', ...headers, ...length, '', body].join('\r\n');
};
const get = (path: string, ...headers: string[]): string => message(`GET ${path}`, headers);
const post = (body: string, ...headers: string[]): string => message('POST /tag', [json, ...headers], body);
const tag = (fields: unknown, ...headers: string[]): string => post(JSON.stringify(fields), ...headers);
const chunked = (body: string): string => message('POST /tag', [json, 'transfer-encoding: chunked']) + body;
const sentence = `fly ${word} to ${word} on Monday`;

/** Requests whose answers have no business with the word, which each of them holds. */
const requests: Record<string, string> = {
  'a text that is too long': tag({ text: `${word} `.repeat(900) }),
  'an empty text beside it': tag({ texts: [sentence, ' '] }),
  'a number instead of a text': tag({ texts: [sentence, 5] }),
  'malformed JSON': post(`{"text": "${sentence}", ${word}`),
  'JSON that is only the word': post(word),
  'invalid UTF-8': post(`{"text": "${word}\xff"}`),
  'an unknown model': tag({ text: 'a', model: word }),
  'an unknown unit': tag({ text: 'a', offsetUnit: word }),
  'an unknown slot': tag({ text: 'a', model: 'asking', requested: [word] }),
  'requested of another shape': tag({ text: 'a', requested: { [word]: word } }),
  'an unknown slot to explain': tag({ text: 'a', explain: true, explainSlots: [word] }),
  'an unknown way to explain': tag({ text: 'a', explain: word }),
  'a text that is too long to explain': tag({ text: `${word} `.repeat(70), explain: true }),
  'states that a model does not tell': tag({ text: sentence, model: 'asking', explain: 'states' }),
  'a body over the limit': tag({ text: word.repeat(200_000) }),
  'a content type': message('POST /tag', [`content-type: ${word}/${word}`], word),
  'a charset': message('POST /tag', [`${json}; charset=${word}`], '{}'),
  'a content encoding': tag({ text: 'a' }, `content-encoding: ${word}`),
  'a path': get(`/${word}`),
  'a path of a model': get(`/models/${word}`),
  'a path of a file': get(`/docs/static/${word}`),
  'a path with broken encoding': get(`/models/${word}%zz`),
  'a path without slash': get(word),
  'a path of a file of the playground': get(`/playground/${word}`),
  'a long path': get(`/models/${word.repeat(100)}`),
  'a path that is too long': get(`/${word.repeat(2000)}`),
  'a whole URL': get(`http://${word}.example/nothing`),
  'a query': get(`/health/live?${word}=${word}`),
  'a method': message(`${word.toUpperCase()} /`, []),
  'another method of a path': message(`PUT /${word}`, [], word),
  'an upload to nowhere': message(`POST /${word}`, [], word),
  'a tunnel': message(`CONNECT ${word}:443`, []),
  'an upgrade': get('/health/live', `upgrade: ${word}`),
  'an expectation': get('/health/live', `expect: ${word}`),
  'a range': get('/docs/static/swagger-ui.css', `range: ${word}`),
  'a condition': get('/docs/static/swagger-ui.css', `if-match: "${word}"`),
  'a header': get('/health/live', `x-${word}: ${word}`, `cookie: ${word}`, `user-agent: ${word}`),
  'a broken header': get('/health/live', `${word} : ${word}`),
  'a NUL in a header': get('/health/live', `a: ${word}\0`),
  'headers that are too large': get('/health/live', `a: ${word.repeat(2000)}`),
  'many headers': get('/health/live', ...Array(200).fill(`${word}: ${word}`)),
  'a second host': get('/health/live', `host: ${word}`),
  'no host': `GET /${word} HTTP/1.1\r\na: ${word}\r\nconnection: close\r\n\r\n`,
  'a request id that is none': get('/health/live', `x-request-id: ${word} ${word}`),
  'a trace': get('/health/live', `traceparent: ${word}`, `tracestate: ${word}`, `baggage: a=${word}`),
  'an address': get('/health/live', `x-forwarded-for: ${word}`, `x-forwarded-host: ${word}`),
  'an origin': get('/models', `origin: https://${word}.example`),
  'a key': get('/models', `authorization: Bearer ${word}`),
  'a password': get('/models', `authorization: Basic ${Buffer.from(`a:${word}`).toString('base64')}`),
  'a key of its own': get('/models', `x-api-key: ${word}`),
  'a chunk size': chunked(`${word}\r\n`),
  'a trailer': chunked(`1\r\n{\r\n0\r\n${word}: ${word}\r\n\r\n`),
  'two lengths': message('POST /tag', [json, 'content-length: 3'], word),
  'no HTTP at all': `${word}\r\n\r\n`,
  'a body that stops': message('POST /tag', [json, 'content-length: 999']) + word,
  'headers that stop': `GET /${word} HTTP/1.1\r\nhost: ${word}\r\na: ${word}`,
};

let place: Awaited<ReturnType<typeof temporaryFolder>>;
beforeAll(async () => {
  place = await temporaryFolder();
  await writeTinyPackage(join(place.folder, 'models'));
  await writeTinyPackage(join(place.folder, 'models'), { name: 'asking', requested: true, states: false });
  await writeFile(join(place.folder, 'keys'), keyLine(key, 'app'));
});
afterAll(() => place.remove());

/** Starts the built service at the most talkative level, lets `use` ask, and gives all that it wrote. */
async function outputAfter(
  environment: Readonly<Record<string, string>>,
  use: (port: number) => Promise<void>,
): Promise<string> {
  const common = { MODELS: join(place.folder, 'models'), LOG_LEVEL: 'trace', REQUEST_TIMEOUT: '1000' };
  const running = start({ ...common, ...environment });
  await use(Number(new URL(await address(running)).port));
  running.child.kill('SIGTERM');
  expect(await running.exit).toBe(0);
  return running.output.out + running.output.err;
}

async function ask(port: number, request: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  socket.write(Buffer.from(request, 'latin1'));
  return answerOn(socket);
}

/** Leaves in the middle of a body, and before an answer. */
async function leave(port: number): Promise<void> {
  for (const request of [requests['a body that stops']!, tag({ texts: Array(90).fill(sentence) })]) {
    const socket = connect(port, '127.0.0.1');
    await once(socket, 'connect');
    await new Promise((done) => socket.write(request, done));
    socket.destroy();
  }
}

const withKey = (request: string): string => request.replace('\r\n', `\r\nx-api-key: ${key}\r\n`);

describe.each([
  ['by default', {}],
  ['with keys, a limit, origins and a trusted proxy', { keys: true }],
])('%s', (_, { keys = false }: { keys?: boolean }) => {
  it('logs no word of a client, and tells none of it in refusals', { timeout: 120_000 }, async () => {
    const protection = {
      API_KEYS_FILE: join(place.folder, 'keys'),
      RATE_LIMIT: '150',
      CORS_ORIGINS: 'https://app.example',
      TRUST_PROXY: 'loopback',
    };
    const output = await outputAfter(keys ? protection : {}, async (port) => {
      await leave(port);
      const all = Object.entries(requests);
      const sent = keys ? [...all, ...all.map(([name, request]) => [name, withKey(request)] as const)] : all;
      const answers = await Promise.all(
        sent.map(async ([name, request]) => [name, await ask(port, request)] as const),
      );
      for (const [name, answer] of answers) expect(formsIn(answer), name).toEqual([]);
      const { status, body } = parseAnswer(await ask(port, withKey(tag({ texts: [sentence, word] }))));
      expect([status, JSON.parse(body).results[1].tokens[0].text]).toEqual([200, word]);
    });
    for (const line of output.split('\n')) expect(formsIn(line), line).toEqual([]);
    expect(output).not.toContain(key);
    expect(output.match(/"msg":"answered"/g)!.length).toBeGreaterThan(30);
    expect(output).toContain('"msg":"refused"');
  });
});

it('would find the word: LOG_TEXT logs it', async () => {
  const output = await outputAfter({ LOG_TEXT: 'true' }, async (port) => {
    await ask(port, tag({ text: sentence }));
  });
  expect(formsIn(output)).toEqual([word.toLowerCase()]);
});

import { once } from 'node:events';
import { connect } from 'node:net';
import { expect, it } from 'vitest';
import { useTestApp } from '../helpers/app.ts';

const test = useTestApp({ requestTimeout: 300 });

async function raw(...parts: string[]): Promise<string> {
  if (!test.app.server.listening) await test.app.listen({ port: 0 });
  const { port } = test.app.server.address() as { port: number };
  const socket = connect(port, '127.0.0.1');
  let answer = '';
  socket.on('data', (chunk) => {
    answer += chunk;
  });
  for (const [i, part] of parts.entries()) {
    if (i > 0) await once(socket, 'data');
    socket.write(part);
  }
  await once(socket, 'close');
  return answer;
}

it.each([
  ['what is not HTTP', 'hello\r\n\r\n', 400, 'malformed_request'],
  ['an unknown method', 'FOO / HTTP/1.1\r\nhost: x\r\n\r\n', 400, 'malformed_request'],
  [
    'endless headers',
    `GET / HTTP/1.1\r\nhost: x\r\na: ${'a'.repeat(20_000)}\r\n\r\n`,
    431,
    'headers_too_large',
  ],
  ['CONNECT', 'CONNECT x:443 HTTP/1.1\r\nhost: x\r\n\r\n', 400, 'malformed_request'],
  ['HTTP/0.9', 'GET /models\r\n\r\n', 400, 'malformed_request'],
  [
    'HTTP/2 as text',
    'GET /models HTTP/2.0\r\nhost: x\r\nconnection: close\r\n\r\n',
    400,
    'malformed_request',
  ],
  [
    'a compressed transfer',
    'POST /tag HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-type: application/json\r\n' +
      'transfer-encoding: gzip, chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n',
    415,
    'unsupported_media_type',
  ],
  ['a request without host', 'GET / HTTP/1.1\r\nconnection: close\r\n\r\n', 400, 'malformed_request'],
  ['headers that do not end', 'GET / HTTP/1.1\r\nhost: x\r\n', 408, 'request_timeout'],
  [
    'a body that does not come',
    'POST /tag HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 9\r\n\r\n{',
    408,
    'request_timeout',
  ],
])('answers problem details to %s', async (_, request, status, code) => {
  const answer = await raw(request);
  expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  expect(answer).toContain('content-type: application/problem+json');
  expect(JSON.parse(answer.split('\r\n\r\n')[1]!)).toMatchObject({ status, code });
});

const tag =
  'POST /tag HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 12\r\n\r\n{"text":"a"}';
const live = 'GET /health/live HTTP/1.1\r\nhost: x\r\n\r\n';

it.each([
  ['in one go', [`${live}hello\r\n\r\n`], [200, 400]],
  ['while an answer is on its way', [`${tag}hello\r\n\r\n`], [200, 400]],
  ['later', [live, 'hello\r\n\r\n'], [200, 400]],
  ['too long', [live, `GET /${'a'.repeat(20_000)} HTTP/1.1\r\nhost: x\r\n\r\n`], [200, 431]],
  ['too late', [live, 'GET / HTTP/1.1\r\nhost: x\r\n'], [200, 408]],
  [
    'in a body that is refused',
    ['POST /x HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n', 'zz'],
    [404],
  ],
  ['behind two', [`${tag}${tag}hello\r\n\r\n`], [200, 200, 400]],
])(
  'answers first what came first on a connection, and then what it refuses, %s',
  async (_, parts, statuses) => {
    const answer = await raw(...parts);
    expect([...answer.matchAll(/HTTP\/1.1 (\d+)/g)].map(([, status]) => Number(status))).toEqual(statuses);
    expect(answer).toMatch(/"code":"\w+"\}$/);
  },
);

it.each([
  ['as long as announced', `content-length: 5000\r\n\r\n${' '.repeat(5000)}`],
  ['in chunks', `transfer-encoding: chunked\r\n\r\n1388\r\n${' '.repeat(5000)}\r\n0\r\n\r\n`],
])('lets a client send a body to its end that is too large, %s, so that it hears of it', async (_, body) => {
  const head = 'POST /tag HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n';
  const answer = await raw(
    `${head}${body}`,
    'GET /health/live HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n',
  );
  expect(answer.match(/HTTP\/1.1 \d+/g)).toEqual(['HTTP/1.1 413', 'HTTP/1.1 200']);
});

it('closes after a body that is too large where an upgrade was asked for', async () => {
  const upgrade = 'connection: upgrade\r\nupgrade: h2c\r\ncontent-type: application/json\r\n';
  const answer = await raw(
    `POST /tag HTTP/1.1\r\nhost: x\r\n${upgrade}content-length: 5000\r\n\r\n${' '.repeat(5000)}`,
  );
  expect(answer).toMatch(/^HTTP\/1.1 413 /);
  expect(answer).toContain('\r\nconnection: close\r\n');
});

it('lives on when a client leaves in the middle of its body', async () => {
  if (!test.app.server.listening) await test.app.listen({ port: 0 });
  const { port } = test.app.server.address() as { port: number };
  const socket = connect(port, '127.0.0.1');
  socket.write(
    'POST /tag HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 99\r\n\r\n{"te',
  );
  await new Promise((resolve) => setTimeout(resolve, 100));
  socket.destroy();
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect((await test.app.inject('/health/live')).statusCode).toBe(200);
});

it('passes over an expectation that it does not know', async () => {
  const answer = await raw(
    'GET /health/live HTTP/1.1\r\nhost: x\r\nexpect: tea\r\nconnection: close\r\n\r\n',
  );
  expect(answer).toMatch(/^HTTP\/1.1 200 /);
});

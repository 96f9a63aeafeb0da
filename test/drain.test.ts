import { once } from 'node:events';
import { type AddressInfo, connect } from 'node:net';
import { setImmediate as turn } from 'node:timers/promises';
import { connect as connectSecurely } from 'node:tls';
import Fastify, { type FastifyInstance } from 'fastify';
import { expect, it } from 'vitest';
import { drain, watchConnections } from '../src/drain.ts';
import { makeCertificate, type TestCertificate } from './helpers/certificate.ts';

async function start(https?: TestCertificate) {
  const app: FastifyInstance = https
    ? (Fastify({ return503OnClosing: false, https }) as unknown as FastifyInstance)
    : Fastify({ return503OnClosing: false });
  const connections = watchConnections(app.server);
  app.addHook('onSend', async (_, reply) => {
    reply.header('connection', 'close');
  });
  app.get('/', async () => {
    await turn();
    return 'done';
  });
  await app.listen({ port: 0, host: '127.0.0.1' });
  const { port } = app.server.address() as AddressInfo;
  const options = { delay: 0, timeout: 3000, logger: app.log, connections };
  return { connect: () => connect(port, '127.0.0.1'), drain: () => drain(app, options) };
}

it('answers requests on connections that are made but not yet accepted', async () => {
  const server = await start();
  const answers = Array.from({ length: 8 }, async () => {
    const socket = server.connect();
    let answer = '';
    socket.on('data', (chunk) => {
      answer += chunk;
    });
    socket.on('error', (error) => {
      answer += error.message;
    });
    socket.write('GET / HTTP/1.1\r\nhost: x\r\n\r\n');
    await once(socket, 'close');
    return answer;
  });
  const first = server.connect();
  await once(first, 'connect');
  expect(await server.drain()).toBe(0);
  for (const answer of await Promise.all(answers)) expect(answer).toMatch(/^HTTP\/1.1 200 .*done$/s);
});

it('does not wait for connections on which nothing has come', async () => {
  const server = await start();
  const socket = server.connect();
  await once(socket, 'connect');
  const closed = once(socket, 'close');
  const started = performance.now();
  expect(await server.drain()).toBe(0);
  expect(performance.now() - started).toBeLessThan(2000);
  await closed;
});

it.each([
  ['has not ended', 'half'],
  ['has just ended', 'whole'],
])('does not wait for a TLS handshake that %s', async (_, kind) => {
  const certificate = makeCertificate('localhost');
  const server = await start(certificate);
  const raw = server.connect();
  await once(raw, 'connect');
  // The head of a record of 512 bytes that never come.
  if (kind === 'half') raw.write(Buffer.from([22, 3, 1, 2, 0, 1]));
  const socket =
    kind === 'half' ? raw : connectSecurely({ socket: raw, ca: certificate.cert, host: 'localhost' });
  socket.on('error', () => {});
  const closed = once(socket, 'close');
  if (kind === 'whole') await once(socket, 'secureConnect');
  const started = performance.now();
  expect(await server.drain()).toBe(0);
  expect(performance.now() - started).toBeLessThan(2000);
  await closed;
});

import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { useTestApp } from '../../helpers/app.ts';
import { answerOn, connectTo, parseAnswer } from '../../helpers/raw.ts';

const told: (string | null)[] = [];
const test = useTestApp({
  requestTimeout: 300,
  observers: [{ answered: ({ problem }) => told.push(problem), refused: (problem) => told.push(problem) }],
});

const head = 'POST /tag HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n';

it.each([
  ['sends nothing', '', ''],
  ['sends header after header', 'GET /models HTTP/1.1\r\nhost: x\r\n', 'a: b\r\n'],
  ['sends a header letter by letter', 'GET /models HTTP/1.1\r\nhost: x\r\na: ', 'b'],
  ['sends a body byte by byte', `${head}content-length: 1000\r\n\r\n{`, ' '],
  ['sends a body in tiny chunks', `${head}transfer-encoding: chunked\r\n\r\n`, '1\r\n \r\n'],
])('answers 408 to a client that %s', async (_, start, drop) => {
  told.length = 0;
  const socket = await connectTo(test.app);
  if (start) socket.write(start);
  const dripping = setInterval(() => {
    if (drop && socket.writable) socket.write(drop);
  }, 20);
  const started = performance.now();
  const { status, type, body } = parseAnswer(await answerOn(socket));
  clearInterval(dripping);
  expect(performance.now() - started).toBeLessThan(3000);
  expect([status, type, JSON.parse(body).code]).toEqual([408, 'application/problem+json', 'request_timeout']);
  await expect.poll(() => told).toEqual(['request_timeout']);
});

it('does not keep connections of clients that were refused and do not close', async () => {
  const sockets = await Promise.all(Array.from({ length: 20 }, () => connectTo(test.app)));
  for (const socket of sockets) {
    socket.allowHalfOpen = true;
    socket.resume().write('GARBAGE\r\n\r\n');
  }
  const open = promisify(test.app.server.getConnections.bind(test.app.server));
  expect(await open()).toBeGreaterThan(0);
  await expect.poll(open, { timeout: 5000 }).toBe(0);
  for (const socket of sockets) socket.destroy();
});

it('serves others while a hundred clients hold on to a connection each', async () => {
  const sockets = await Promise.all(Array.from({ length: 100 }, () => connectTo(test.app)));
  for (const socket of sockets) {
    socket.on('error', () => {});
    socket.write(`${head}content-length: 1000\r\n\r\n{`);
  }
  await delay(50);
  expect((await test.app.inject('/models')).statusCode).toBe(200);
  await Promise.all(sockets.map((socket) => answerOn(socket)));
});

import { once } from 'node:events';
import { type AddressInfo, connect } from 'node:net';
import Fastify, { type FastifyInstance } from 'fastify';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type Answer, type HttpObserver, observeRequests } from '../../src/http/observer.ts';
import { nameRequests } from '../../src/http/request-log.ts';

let app: FastifyInstance;
let answered: ReturnType<typeof vi.fn<HttpObserver['answered']>>;
let received: ReturnType<typeof vi.fn<(url: string) => void>>;
let finish: () => void;

beforeEach(async () => {
  app = Fastify();
  nameRequests(app);
  answered = vi.fn<HttpObserver['answered']>();
  received = vi.fn<(url: string) => void>();
  observeRequests(app, [{ received: ({ url }) => received(url), answered }]);
  const waiting = new Promise<void>((done) => {
    finish = done;
  });
  app.post('/wait', async () => {
    await waiting;
    return 'done';
  });
  app.get('/now', async (_, reply) => reply.code(201).send('now'));
  await app.listen({ port: 0 });
});

afterEach(() => app.close());

const port = () => (app.server.address() as AddressInfo).port;
const answers = (): Answer[] => answered.mock.calls.map(([, answer]) => answer);
const head = 'HTTP/1.1\r\nhost: x\r\ncontent-type: text/plain\r\ncontent-length: 2\r\n\r\n';

it('tells of each request once, with its status and how long it took', async () => {
  const url = `http://127.0.0.1:${port()}`;
  await (await fetch(`${url}/now`)).text();
  await (await fetch(`${url}/nothing`)).text();
  const slow = fetch(`${url}/wait`, { method: 'POST' });
  await vi.waitFor(() => expect(received).toHaveBeenCalledTimes(3));
  await new Promise((resolve) => setTimeout(resolve, 30));
  finish();
  await (await slow).text();
  await vi.waitFor(() => expect(answers().map(({ status }) => status)).toEqual([201, 404, 200]));
  expect(answers()[0]!.milliseconds).toBeGreaterThan(0);
  expect(answers()[2]!.milliseconds).toBeGreaterThanOrEqual(29);
});

it('tells of a client that went before its answer, once, as 499', async () => {
  const socket = connect(port(), '127.0.0.1');
  socket.write(`POST /wait ${head}{}`);
  await vi.waitFor(() => expect(received).toHaveBeenCalledWith('/wait'));
  socket.destroy();
  await vi.waitFor(() => expect(answers().map(({ status }) => status)).toEqual([499]));
  expect(answered.mock.calls[0]![0].problem).toBe('client_gone');
  finish();
  await new Promise((resolve) => setTimeout(resolve, 30));
  expect(answers()).toHaveLength(1);
});

it('tells of a client that went in the middle of its body', async () => {
  const socket = connect(port(), '127.0.0.1');
  socket.write(`POST /wait ${head}{`);
  await vi.waitFor(() => expect(received).toHaveBeenCalledWith('/wait'));
  socket.destroy();
  await once(socket, 'close');
  await vi.waitFor(() => expect(answers()).toHaveLength(1));
  expect(answers()[0]!.status).toBeGreaterThanOrEqual(400);
});

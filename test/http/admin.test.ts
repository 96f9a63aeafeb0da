import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { buildAdmin } from '../../src/http/admin.ts';
import { createMetrics } from '../../src/observability/metrics.ts';
import { samplesOf } from '../helpers/samples.ts';

const state = { started: false, ready: false };
let app: FastifyInstance;

beforeEach(() => {
  Object.assign(state, { started: false, ready: false });
  const isReady = () => state.ready;
  app = buildAdmin({
    health: { isStarted: () => state.started, isReady },
    metrics: createMetrics({ version: '1.0.0', isReady, models: () => [], pool: () => undefined }),
  });
});

afterEach(() => app.close());

const status = async (probe: string) => (await app.inject(`/health/${probe}`)).statusCode;

it('lives from the start, has started when models are loaded, and is ready until it drains', async () => {
  const all = () => Promise.all(['live', 'startup', 'ready'].map(status));
  expect(await all()).toEqual([200, 503, 503]);
  Object.assign(state, { started: true, ready: true });
  expect(await all()).toEqual([200, 200, 200]);
  state.ready = false;
  expect(await all()).toEqual([200, 200, 503]);
});

it('says in problem details what a probe waits for', async () => {
  const response = await app.inject('/health/startup');
  expect(response.headers['content-type']).toBe('application/problem+json');
  expect(response.json()).toMatchObject({ code: 'not_ready', detail: 'Wait until the models are loaded' });
});

it('tells metrics in the text format of Prometheus, also while models load', async () => {
  const response = await app.inject('/metrics');
  expect(response.statusCode).toBe(200);
  expect(response.headers['content-type']).toBe('text/plain; version=0.0.4; charset=utf-8');
  expect(samplesOf(response.body).get('slotline_ready')).toBe(0);
  expect(response.body).toMatch(/^nodejs_eventloop_lag_p99_seconds /m);
});

it.each([
  ['GET', '/tag', 404],
  ['GET', '/', 404],
  ['POST', '/metrics', 405],
  ['DELETE', '/health/live', 405],
  ['OPTIONS', '/metrics', 204],
] as const)('answers %s %s with %i', async (method, url, expected) => {
  const response = await app.inject({ method, url });
  expect(response.statusCode).toBe(expected);
  if (expected >= 400) expect(response.headers['content-type']).toBe('application/problem+json');
});

it('closes although a scraper keeps its connection', async () => {
  await app.listen({ port: 0 });
  const { port } = app.server.address() as AddressInfo;
  const response = await fetch(`http://127.0.0.1:${port}/metrics`);
  await response.text();
  await app.close();
  await expect(fetch(`http://127.0.0.1:${port}/metrics`)).rejects.toThrow();
});

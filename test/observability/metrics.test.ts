import { connect } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { describe, expect, it, vi } from 'vitest';
import { problems } from '../../src/errors.ts';
import { catalogue } from '../../src/observability/catalogue.ts';
import { createMetrics } from '../../src/observability/metrics.ts';
import type { BatchReport, PoolState } from '../../src/runtime/pool/observer.ts';
import { useTestApp } from '../helpers/app.ts';
import { samplesOf } from '../helpers/samples.ts';

const state: { ready: boolean; pool?: PoolState; models: { name: string; version: string; task: string }[] } =
  {
    ready: false,
    models: [],
  };

const make = () =>
  createMetrics({
    version: '9.8.7',
    isReady: () => state.ready,
    models: () => state.models,
    pool: () => state.pool,
  });

const batch: BatchReport = {
  model: 'tiny',
  lane: 'short',
  texts: 3,
  started: 1010,
  ended: 1020,
  encode: 0.2,
  run: 4,
  decode: 0.6,
};

describe('of the pool', () => {
  it('has zeros, rather than nothing, before anything happens and before models are loaded', async () => {
    const samples = samplesOf(await make().text());
    expect(samples.get('slotline_refusals_total{reason="full"}')).toBe(0);
    expect(samples.get('slotline_worker_restarts_total{reason="hung"}')).toBe(0);
    expect(samples.get('slotline_http_problems_total{code="internal"}')).toBe(0);
    expect(samples.get('slotline_workers')).toBe(0);
    expect(samples.get('slotline_ready')).toBe(0);
    expect(samples.get('slotline_build_info{version="9.8.7"}')).toBe(1);
  });

  it('asks the pool, the models and readiness anew each time', async () => {
    const metrics = make();
    await metrics.text();
    state.pool = { queued: 7, oldest: 250, workers: 2, busy: 1 };
    state.ready = true;
    state.models = [{ name: 'tiny', version: '1.2.3', task: 'tag' }];
    const samples = samplesOf(await metrics.text());
    expect(samples.get('slotline_queue_texts')).toBe(7);
    expect(samples.get('slotline_queue_age_seconds')).toBe(0.25);
    expect(samples.get('slotline_workers')).toBe(2);
    expect(samples.get('slotline_workers_busy')).toBe(1);
    expect(samples.get('slotline_ready')).toBe(1);
    expect(samples.get('slotline_model_info{model="tiny",version="1.2.3",task="tag"}')).toBe(1);
    expect(samples.get('slotline_unsure_slots_total{model="tiny"}')).toBe(0);
    state.models = [{ name: 'tiny', version: '2.0.0', task: 'tag' }];
    const later = samplesOf(await metrics.text());
    expect(later.has('slotline_model_info{model="tiny",version="1.2.3",task="tag"}')).toBe(false);
  });

  it('counts batches, their phases in seconds, refusals and restarts', async () => {
    const metrics = make();
    metrics.pool.batch(batch);
    metrics.pool.batch({ ...batch, texts: 20, lane: 'long' });
    metrics.pool.refused('late');
    metrics.pool.restarted('crashed');
    metrics.pool.restarted('crashed');
    const samples = samplesOf(await metrics.text());
    expect(samples.get('slotline_batch_texts_bucket{le="2",model="tiny",lane="short"}')).toBe(0);
    expect(samples.get('slotline_batch_texts_bucket{le="4",model="tiny",lane="short"}')).toBe(1);
    expect(samples.get('slotline_batch_texts_sum{model="tiny",lane="long"}')).toBe(20);
    expect(samples.get('slotline_phase_duration_seconds_sum{model="tiny",phase="run"}')).toBeCloseTo(0.008);
    expect(samples.get('slotline_phase_duration_seconds_sum{model="tiny",phase="encode"}')).toBeCloseTo(
      0.0004,
    );
    expect(samples.get('slotline_phase_duration_seconds_sum{model="tiny",phase="decode"}')).toBeCloseTo(
      0.0012,
    );
    expect(samples.get('slotline_refusals_total{reason="late"}')).toBe(1);
    expect(samples.get('slotline_worker_restarts_total{reason="crashed"}')).toBe(2);
  });
});

describe('of HTTP', () => {
  const metrics = make();
  const test = useTestApp({ observers: [metrics.http] });
  const tag = (app: FastifyInstance, payload: unknown) =>
    app.inject({ method: 'POST', url: '/tag', payload: payload as object });
  const read = async () => samplesOf(await metrics.text());

  it('counts requests by method, route and status, and their problems by code', async () => {
    await tag(test.app, { text: 'leave Taipei' });
    await tag(test.app, { text: '' });
    await tag(test.app, { text: 'a', model: 'x' });
    await test.app.inject('/models/tiny');
    const samples = await read();
    const requests = (labels: string) => samples.get(`slotline_http_requests_total{${labels}}`);
    expect(requests('method="POST",route="/tag",status="200"')).toBe(1);
    expect(requests('method="POST",route="/tag",status="400"')).toBe(1);
    expect(requests('method="POST",route="/tag",status="404"')).toBe(1);
    expect(requests('method="GET",route="/models/:name",status="200"')).toBe(1);
    expect(samples.get('slotline_http_problems_total{code="empty_text"}')).toBe(1);
    expect(samples.get('slotline_http_problems_total{code="unknown_model"}')).toBe(1);
    const latency = 'slotline_http_request_duration_seconds';
    expect(samples.get(`${latency}_count{route="/tag",model="tiny"}`)).toBe(1);
    expect(samples.get(`${latency}_count{route="/tag",model=""}`)).toBe(2);
    expect(samples.get(`${latency}_sum{route="/tag",model="tiny"}`)).toBeLessThan(5);
    expect(samples.get(`${latency}_sum{route="/tag",model="tiny"}`)).toBeGreaterThan(0.00005);
  });

  it('counts texts, tokens and slots by model', async () => {
    const before = await read();
    const response = await tag(test.app, { texts: ['leave Taipei on November 2nd', 'arrive Tokyo'] });
    const { results } = response.json<{
      results: { tokens: unknown[]; slots: { confidence: number }[] }[];
    }>();
    const slots = results.flatMap((result) => result.slots);
    const samples = await read();
    const grown = (name: string) => {
      const key = `slotline_${name}_total{model="tiny"}`;
      return samples.get(key)! - before.get(key)!;
    };
    expect(grown('texts')).toBe(2);
    expect(grown('tokens')).toBe(results.flatMap((result) => result.tokens).length);
    expect(grown('slots')).toBe(slots.length);
    expect(grown('unsure_slots')).toBe(slots.filter(({ confidence }) => confidence < 0.5).length);
    expect(slots.length).toBeGreaterThan(0);
  });

  it('has as many series after strange requests as before', async () => {
    const strange = async (seed: number) => {
      const { app } = test;
      await app.inject(`/nothing/${seed}?${seed}`);
      await app.inject({ method: 'DELETE', url: '/tag' });
      await app.inject({ method: 'PROPFIND' as 'GET', url: `/${seed}` });
      await app.inject(`/models/none-${seed}`);
      await app.inject(`/models/%ff${seed}`);
      await app.inject(`/docs/static/${seed}`);
      await tag(app, { text: 'a', model: `m${seed}` });
    };
    await strange(1);
    const before = await read();
    for (let seed = 2; seed < 20; seed++) await strange(seed);
    const after = await read();
    const own = (samples: ReadonlyMap<string, number>) =>
      [...samples.keys()].filter((key) => key.startsWith('slotline_'));
    expect(own(after)).toEqual(own(before));
    expect(after.get('slotline_http_requests_total{method="_OTHER",route="unknown",status="404"}')).toBe(19);
    expect(after.get('slotline_http_requests_total{method="DELETE",route="unknown",status="405"}')).toBe(19);
    expect(after.get('slotline_http_problems_total{code="malformed_url"}')).toBe(19);
    expect(after.get('slotline_http_requests_total{method="GET",route="unknown",status="400"}')).toBe(19);
  });

  it('counts what is no valid HTTP', async () => {
    await test.app.listen({ port: 0 });
    const { port } = test.app.server.address() as { port: number };
    const socket = connect(port, '127.0.0.1').end('HELLO\r\n\r\n');
    for await (const _ of socket);
    const refused = 'slotline_http_requests_total{method="_OTHER",route="unknown",status="400"}';
    await vi.waitFor(async () => expect((await read()).get(refused)).toBe(1));
    expect((await read()).get('slotline_http_problems_total{code="malformed_request"}')).toBe(1);
  });
});

it('tells every metric of the catalogue, each of its type and with its labels, and knows every problem', async () => {
  const metrics = make();
  metrics.pool.batch(batch);
  const text = await metrics.text();
  for (const { name, type, help } of Object.values(catalogue)) {
    expect(text).toContain(`# HELP ${name} ${help}\n# TYPE ${name} ${type}\n`);
  }
  const codes = [...text.matchAll(/^slotline_http_problems_total\{code="(\w+)"\} 0$/gm)].map(
    ([, code]) => code,
  );
  expect(codes).toEqual(Object.keys(problems));
  const own = [...text.matchAll(/^# TYPE (slotline_\w+)/gm)].map(([, name]) => name);
  expect(own.sort()).toEqual(
    Object.values(catalogue)
      .map(({ name }) => name)
      .sort(),
  );
});

it('names metrics as Prometheus asks: base units, and _total for counters only', () => {
  for (const { name, type } of Object.values(catalogue)) {
    expect(name).toMatch(/^slotline_[a-z_]+$/);
    expect(name.endsWith('_total')).toBe(type === 'counter');
    expect(name).not.toMatch(/milli|_ms|minutes|hours/);
  }
});

it('counts for each model its own part of a request that several answered', async () => {
  const metrics = make();
  const counts = { version: '1.0.0', unknown: 1, slots: 0, unsure: 0, submitted: 0, batches: [] };
  const did = (model: string, texts: readonly string[], tokens: number) => ({
    ...counts,
    model,
    texts,
    tokens,
  });
  const parts = [did('english', ['a', 'b'], 5), did('chinese', ['c'], 7)];
  const work = { ...did('english,chinese', ['a', 'c', 'b'], 12), parts };
  const request = { method: 'POST', is404: false, routeOptions: { url: '/sentiment' }, problem: null, work };
  metrics.http.answered(request as never, { status: 200, milliseconds: 3 });
  const samples = samplesOf(await metrics.text());
  expect(samples.get('slotline_texts_total{model="english"}')).toBe(2);
  expect(samples.get('slotline_tokens_total{model="chinese"}')).toBe(7);
  expect(samples.get('slotline_texts_total{model="english,chinese"}')).toBeUndefined();
});

import { Writable } from 'node:stream';
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  type ReadableSpan,
  SimpleSpanProcessor,
} from '@opentelemetry/sdk-trace-base';
import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { SlotlineError } from '../../src/errors.ts';
import { observeRequests } from '../../src/http/observer.ts';
import { sendProblem } from '../../src/http/problem.ts';
import { nameRequests } from '../../src/http/request-log.ts';
import { requestSpans } from '../../src/observability/request-spans.ts';
import type { BatchReport } from '../../src/runtime/pool/observer.ts';

const parent = { trace: '0af7651916cd43dd8448eb211c80319c', span: 'b7ad6b7169203331' };
const traceparent = `00-${parent.trace}-${parent.span}-01`;

let app: FastifyInstance;
let memory: InMemorySpanExporter;
let lines: string[];

async function build(joins = true): Promise<void> {
  memory = new InMemorySpanExporter();
  lines = [];
  const stream = new Writable({
    write(chunk, _, done) {
      lines.push(String(chunk));
      done();
    },
  });
  const provider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(memory)] });
  const loggerInstance: FastifyBaseLogger = pino(stream);
  app = Fastify({ loggerInstance, logController: new LogController({ disableRequestLogging: true }) });
  nameRequests(app);
  app.setErrorHandler(sendProblem);
  observeRequests(app, [
    requestSpans(provider.getTracer('test'), { joins }),
    { answered: (request) => request.log.info('answered') },
  ]);
  app.post('/tag', async (request) => {
    const submitted = performance.now();
    await new Promise((resolve) => setTimeout(resolve, 20));
    const batch = { model: 'tiny', lane: 'long', texts: 4, encode: 1, run: 4, decode: 2 } as const;
    const batches: BatchReport[] = [
      { ...batch, started: submitted + 12, ended: submitted + 20 },
      { ...batch, started: submitted + 5, ended: submitted + 15 },
    ];
    const counts = { tokens: 9, unknown: 1, slots: 3, unsure: 2 };
    const work = { model: 'tiny', version: '1.2.3', texts: ['a', 'b'], ...counts, submitted, batches };
    request.work = { ...work, parts: [work] };
    return 'done';
  });
  app.get('/models/:name', async () => {
    throw new SlotlineError('unknown_model', 'No');
  });
  app.get('/broken', async () => {
    throw new Error('broken');
  });
}

beforeEach(() => build());
afterEach(() => app.close());

const spans = (): ReadableSpan[] => memory.getFinishedSpans();
const milliseconds = ([seconds, nanos]: readonly [number, number]) => seconds * 1000 + nanos / 1e6;

async function ask(options: object): Promise<ReadableSpan> {
  const count = spans().filter(({ kind }) => kind === 1).length;
  await app.inject(options);
  await vi.waitFor(() => expect(spans().filter(({ kind }) => kind === 1)).toHaveLength(count + 1));
  return spans().at(-1)!;
}

it('makes one server span of a request, with the attributes of the conventions and of its work', async () => {
  const before = Date.now();
  const span = await ask({
    method: 'POST',
    url: '/tag?secret=1',
    headers: { 'user-agent': 'test/1', 'x-request-id': 'r1' },
    remoteAddress: '203.0.113.7',
  });
  expect(span).toMatchObject({ name: 'POST /tag', kind: 1, status: { code: 0 } });
  expect(span.attributes).toEqual({
    'http.request.method': 'POST',
    'url.path': '/tag',
    'url.scheme': 'http',
    'http.route': '/tag',
    'network.protocol.version': '1.1',
    'user_agent.original': 'test/1',
    'http.response.status_code': 200,
    'slotline.request_id': expect.any(String),
    'slotline.model.name': 'tiny',
    'slotline.model.version': '1.2.3',
    'slotline.texts': 2,
    'slotline.tokens': 9,
    'slotline.unknown_tokens': 1,
    'slotline.slots': 3,
    'slotline.unsure_slots': 2,
  });
  expect(milliseconds(span.startTime)).toBeGreaterThan(before - 2);
  expect(milliseconds(span.duration)).toBeGreaterThanOrEqual(19);
  expect(milliseconds(span.endTime)).toBeLessThan(Date.now() + 2);
});

it('makes spans of queue, encode, run and decode inside it, at the times of the reports', async () => {
  const span = await ask({ method: 'POST', url: '/tag' });
  const children = spans().slice(0, -1);
  for (const { parentSpanContext, kind } of children) {
    expect(parentSpanContext!.spanId).toBe(span.spanContext().spanId);
    expect(kind).toBe(0);
  }
  const submitted = milliseconds(children[0]!.startTime);
  expect(submitted).toBeGreaterThanOrEqual(milliseconds(span.startTime));
  const seen = children.map(({ name, startTime, endTime }) => [
    name,
    Math.round((milliseconds(startTime) - submitted) * 100) / 100,
    Math.round((milliseconds(endTime) - submitted) * 100) / 100,
  ]);
  expect(seen).toEqual([
    ['queue', 0, 5],
    ['encode', 12.5, 13.5],
    ['run', 13.5, 17.5],
    ['decode', 17.5, 19.5],
    ['encode', 6.5, 7.5],
    ['run', 7.5, 11.5],
    ['decode', 11.5, 13.5],
  ]);
  expect(children[1]!.attributes).toEqual({ 'slotline.batch.texts': 4, 'slotline.batch.lane': 'long' });
});

it('goes on with the trace of the client, and logs its ids in every line', async () => {
  const span = await ask({ method: 'POST', url: '/tag', headers: { traceparent } });
  expect(span.spanContext().traceId).toBe(parent.trace);
  expect(span.parentSpanContext).toMatchObject({ spanId: parent.span, isRemote: true });
  const { spanId } = span.spanContext();
  expect(JSON.parse(lines[0]!)).toMatchObject({ trace_id: parent.trace, span_id: spanId, msg: 'answered' });
});

it('begins a trace of its own if told to, or if the header is broken', async () => {
  const broken = await ask({ url: '/broken', headers: { traceparent: '00-zz' } });
  expect(broken.parentSpanContext).toBeUndefined();
  await app.close();
  await build(false);
  const span = await ask({ url: '/broken', headers: { traceparent } });
  expect(span.spanContext().traceId).not.toBe(parent.trace);
});

it('makes nothing of what the client did not want recorded, but logs its trace', async () => {
  await app.inject({ method: 'POST', url: '/tag', headers: { traceparent: traceparent.replace(/1$/, '0') } });
  await vi.waitFor(() => expect(lines).toHaveLength(1));
  expect(JSON.parse(lines[0]!).trace_id).toBe(parent.trace);
  expect(spans()).toEqual([]);
});

it('calls an error what the service did wrong, and not what the client did', async () => {
  const missing = await ask({ url: '/models/x' });
  expect(missing.name).toBe('GET /models/:name');
  expect(missing.status.code).toBe(0);
  expect(missing.attributes).toMatchObject({
    'http.response.status_code': 404,
    'slotline.problem': 'unknown_model',
  });
  expect(missing.attributes).not.toHaveProperty('error.type');
  const broken = await ask({ url: '/broken' });
  expect(broken.status.code).toBe(2);
  expect(broken.attributes).toMatchObject({ 'http.response.status_code': 500, 'error.type': 'internal' });
  expect(lines.map((line) => JSON.parse(line).trace_id)).toContain(broken.spanContext().traceId);
});

it('names spans without route by the method alone, and unknown methods as the conventions ask', async () => {
  const unknown = await ask({ url: '/no/such/path' });
  expect(unknown.name).toBe('GET');
  expect(unknown.attributes).not.toHaveProperty('http.route');
  const odd = await ask({ method: 'PROPFIND', url: '/no' });
  expect(odd.name).toBe('HTTP');
  expect(odd.attributes).toMatchObject({
    'http.request.method': '_OTHER',
    'http.request.method_original': 'PROPFIND',
  });
});

import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { type OtlpReceiver, otlpReceiver } from './helpers/otlp-receiver.ts';
import { address, logLine, type RunningServer, start as startServer } from './helpers/server.ts';
import { temporaryFolder, writeTinyPackage } from './helpers/tiny-package.ts';

let models: string;
let remove: () => Promise<void>;
let collector: OtlpReceiver;

beforeAll(async () => {
  ({ folder: models, remove } = await temporaryFolder());
  await writeTinyPackage(models);
});
afterAll(() => remove());

beforeEach(async () => {
  collector = await otlpReceiver();
});
afterEach(() => collector.close());

const start = (environment: Record<string, string>) => startServer({ MODELS: models, ...environment });

const built = (file: string) => new URL(`../dist/${file}`, import.meta.url).href;

const endpoint = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:1' };

const trace = '0af7651916cd43dd8448eb211c80319c';

async function tag(url: string, body: unknown): Promise<void> {
  const response = await fetch(`${url}/tag`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', traceparent: `00-${trace}-b7ad6b7169203331-01` },
    body: JSON.stringify(body),
  });
  expect(response.status).toBe(200);
  await response.text();
}

async function stop({ child, exit }: RunningServer): Promise<number | null> {
  child.kill('SIGTERM');
  return exit;
}

it('sends the spans of a request to the collector when it stops, inside each other and in order', async () => {
  const running = start({
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
    OTEL_EXPORTER_OTLP_HEADERS: 'x-tenant=acme',
    OTEL_SERVICE_NAME: 'booking-slots',
    OTEL_RESOURCE_ATTRIBUTES: 'deployment.environment.name=test',
  });
  const url = await address(running);
  const before = Date.now();
  await tag(url, { texts: ['leave Taipei', 'arrive Tokyo on November 2nd'] });
  const line = await logLine(running, '"msg":"answered"');
  expect(collector.spans).toEqual([]);
  expect(await stop(running)).toBe(0);

  expect(collector.requests[0]).toMatchObject({ path: '/v1/traces', headers: { 'x-tenant': 'acme' } });
  const server = collector.spans.find(({ kind }) => kind === 2)!;
  expect(server).toMatchObject({ name: 'POST /tag', traceId: trace, parentSpanId: 'b7ad6b7169203331' });
  expect(server.attributes).toMatchObject({ 'http.response.status_code': 200, 'slotline.texts': 2 });
  expect(server.resource).toMatchObject({
    'service.name': 'booking-slots',
    'service.version': expect.stringMatching(/^\d+\.\d+\.\d+/),
    'deployment.environment.name': 'test',
  });
  expect(line).toMatchObject({ trace_id: trace, span_id: server.spanId, status: 200 });
  expect(server.start).toBeGreaterThan(before - 2);
  expect(server.end).toBeLessThan(Date.now() + 2);

  const inner = collector.spans.filter((span) => span !== server);
  expect([...new Set(inner.map(({ name }) => name))].sort()).toEqual(['decode', 'encode', 'queue', 'run']);
  for (const span of inner) {
    expect(span).toMatchObject({ traceId: trace, parentSpanId: server.spanId });
    expect(span.start).toBeGreaterThanOrEqual(server.start);
    expect(span.end).toBeLessThanOrEqual(server.end);
    expect(span.end).toBeGreaterThanOrEqual(span.start);
  }
  const [queue, encode, run, decode] = ['queue', 'encode', 'run', 'decode'].map(
    (name) => inner.find((span) => span.name === name)!,
  );
  expect(queue!.end).toBeLessThanOrEqual(encode!.start);
  expect(encode!.end).toBeLessThanOrEqual(run!.start + 0.001);
  expect(run!.end).toBeLessThanOrEqual(decode!.start + 0.001);
  expect(run!.end - run!.start).toBeGreaterThan(0);
});

it('sends spans while it runs, after OTEL_BSP_SCHEDULE_DELAY, and samples as it is told', async () => {
  const running = start({
    OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: `${collector.url}/own/path`,
    OTEL_BSP_SCHEDULE_DELAY: '50',
    OTEL_TRACES_SAMPLER: 'parentbased_always_off',
  });
  const url = await address(running);
  await (await fetch(`${url}/models`)).text();
  await tag(url, { text: 'leave Taipei' });
  await vi.waitFor(() => expect(collector.spans.some(({ kind }) => kind === 2)).toBe(true), 5000);
  expect(collector.requests[0]!.path).toBe('/own/path');
  expect(collector.spans.filter(({ kind }) => kind === 2)).toHaveLength(1);
  await stop(running);
});

it('stops in time although the collector does not answer, and says so', async () => {
  const running = start({
    OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:1',
    DRAIN_TIMEOUT: '1500',
  });
  await tag(await address(running), { text: 'leave Taipei' });
  const asked = performance.now();
  expect(await stop(running)).toBe(0);
  expect(performance.now() - asked).toBeLessThan(8000);
  expect(running.output.out).toContain('"msg":"traces"');
});

it('makes no traces, and sends nothing, unless asked to', async () => {
  const running = start({ OTEL_SDK_DISABLED: 'true', OTEL_EXPORTER_OTLP_ENDPOINT: collector.url });
  await tag(await address(running), { text: 'leave Taipei' });
  expect(await logLine(running, '"msg":"answered"')).not.toHaveProperty('trace_id');
  await stop(running);
  expect(collector.requests).toEqual([]);
});

it.each([
  ['OTEL_EXPORTER_OTLP_PROTOCOL', 'grpc', /OTEL_EXPORTER_OTLP_PROTOCOL="grpc": .*http\/protobuf/],
  ['OTEL_TRACES_EXPORTER', 'zipkin', /OTEL_TRACES_EXPORTER="zipkin": must be one of otlp/],
  ['OTEL_PROPAGATORS', 'tracecontext,b3', /OTEL_PROPAGATORS="tracecontext,b3": must be a list of/],
])('does not start with %s=%s, and says why', async (variable, value, message) => {
  const running = start({ OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, [variable]: value });
  expect(await running.exit).toBe(1);
  expect(running.output.err).toMatch(message);
});

it.each([
  ['nothing', {}, false],
  ['an endpoint', { ...endpoint }, true],
  ['an endpoint and no exporter', { ...endpoint, OTEL_TRACES_EXPORTER: 'none' }, false],
  ['the console', { OTEL_TRACES_EXPORTER: 'console' }, true],
  [
    'gRPC for all but traces',
    {
      ...endpoint,
      OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc',
      OTEL_EXPORTER_OTLP_TRACES_PROTOCOL: 'http/protobuf',
    },
    true,
  ],
])('loads OpenTelemetry only if asked to: with %s', async (_, environment, expected) => {
  const script = `
    import { createRequire } from 'node:module';
    import { parseConfig } from '${built('config.js')}';
    import { openTracing } from '${built('observability/tracing.js')}';
    await openTracing(parseConfig(${JSON.stringify(environment)}), { version: '1.0.0', logger: console });
    const loaded = Object.keys(createRequire('${built('x.js')}').cache);
    console.log(loaded.some((file) => file.includes('@opentelemetry/sdk-trace')));`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script]);
  expect(stdout).toBe(`${expected}\n`);
});

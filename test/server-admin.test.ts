import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { samplesOf } from './helpers/samples.ts';
import { address, logLine, type RunningServer, start as startServer } from './helpers/server.ts';
import { temporaryFolder, writeTinyPackage } from './helpers/tiny-package.ts';

let models: string;
let remove: () => Promise<void>;

beforeAll(async () => {
  ({ folder: models, remove } = await temporaryFolder());
  await writeTinyPackage(models);
});

afterAll(() => remove());

const start = (environment: Record<string, string> = {}) =>
  startServer({ MODELS: models, ADMIN_PORT: '0', ...environment });

async function adminOf(running: RunningServer): Promise<string> {
  return (await logLine(running, '"msg":"metrics and probes"')).address as string;
}

async function stop({ child, exit }: RunningServer): Promise<void> {
  child.kill('SIGTERM');
  await exit;
}

it('answers probes and metrics on the admin port while models load, and tells when they are', async () => {
  const running = start();
  const admin = await adminOf(running);
  const probe = async (name: string) => (await fetch(`${admin}/health/${name}`)).status;
  expect(await Promise.all(['live', 'startup', 'ready'].map(probe))).toEqual([200, 503, 503]);
  const early = samplesOf(await (await fetch(`${admin}/metrics`)).text());
  expect(early.get('slotline_ready')).toBe(0);
  expect(running.output.out).not.toContain('"msg":"ready"');
  const url = await address(running);
  expect(await Promise.all(['live', 'startup', 'ready'].map(probe))).toEqual([200, 200, 200]);
  expect((await fetch(`${url}/health/startup`)).status).toBe(200);
  await stop(running);
});

it('tells on the admin port, and there alone, what requests came to', async () => {
  const running = start();
  const url = await address(running);
  const admin = await adminOf(running);
  const response = await fetch(`${url}/tag`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"texts":["leave Taipei","arrive Zanzibar"]}',
  });
  await response.text();
  const samples = samplesOf(await (await fetch(`${admin}/metrics`)).text());
  expect(samples.get('slotline_ready')).toBe(1);
  expect(samples.get('slotline_http_requests_total{method="POST",route="/tag",status="200"}')).toBe(1);
  expect(samples.get('slotline_texts_total{model="tiny"}')).toBe(2);
  expect(samples.get('slotline_tokens_total{model="tiny"}')).toBe(4);
  expect(samples.get('slotline_unknown_tokens_total{model="tiny"}')).toBe(1);
  expect(samples.get('slotline_model_info{model="tiny",version="1.2.3",task="tag"}')).toBe(1);
  expect(samples.get('slotline_workers')).toBeGreaterThan(0);
  for (const phase of ['queue', 'encode', 'run', 'decode']) {
    const name = `slotline_phase_duration_seconds_count{model="tiny",phase="${phase}"}`;
    expect(samples.get(name)).toBeGreaterThan(0);
  }
  expect((await fetch(`${url}/metrics`)).status).toBe(404);
  expect((await fetch(`${admin}/tag`, { method: 'POST' })).status).toBe(404);
  await stop(running);
});

it('is unready on both ports while it drains, and lives', async () => {
  const running = start({ DRAIN_DELAY: '60000' });
  const url = await address(running);
  const admin = await adminOf(running);
  running.child.kill('SIGTERM');
  await logLine(running, '"msg":"draining"');
  for (const port of [url, admin]) {
    expect((await fetch(`${port}/health/ready`)).status).toBe(503);
    expect((await fetch(`${port}/health/startup`)).status).toBe(200);
    expect((await fetch(`${port}/health/live`)).status).toBe(200);
  }
  await stop(running);
});

it('listens on no second port if that is off', async () => {
  const running = start({ ADMIN_PORT: 'off' });
  await address(running);
  expect(running.output.out).not.toContain('metrics and probes');
  await stop(running);
});

it('does not start if the admin port is taken, and says what to set', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => other.once('listening', resolve));
  const { port } = other.address() as AddressInfo;
  const running = start({ ADMIN_PORT: String(port) });
  expect(await running.exit).toBe(1);
  expect(running.output.err).toMatch(
    new RegExp(`^slotline cannot start: .*EADDRINUSE.*:${port}; set ADMIN_PORT .*\n$`),
  );
  other.close();
});

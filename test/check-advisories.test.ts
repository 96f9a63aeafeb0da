import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { temporaryFolder } from './helpers/tiny-package.ts';

const script = new URL('../dist/check-advisories.js', import.meta.url).pathname;

/** Runs the check against a registry that answers so. */
async function check(status: number, body: string): Promise<{ code: number; out: string; err: string }> {
  const registry = createServer((request, response) => {
    request.resume();
    const isAudit = request.method === 'POST' && request.url!.endsWith('/advisories/bulk');
    response.writeHead(isAudit ? status : 404).end(isAudit ? body : '{}');
  }).listen(0, '127.0.0.1');
  await once(registry, 'listening');
  onTestFinished(() => void registry.close());
  const { folder, remove } = await temporaryFolder();
  onTestFinished(remove);
  const env = {
    PATH: process.env.PATH,
    HOME: folder,
    npm_config_registry: `http://127.0.0.1:${(registry.address() as AddressInfo).port}/`,
    npm_config_fetch_retries: '0',
    npm_config_cache: join(folder, 'cache'),
  };
  return new Promise((done) => {
    execFile(process.execPath, [script], { env }, (error, out, err) =>
      done({ code: error ? Number(error.code) : 0, out, err }),
    );
  });
}

it('passes if no advisory is known', async () => {
  const { code, out } = await check(200, '{}');
  expect([code, out]).toEqual([0, expect.stringContaining('found 0 vulnerabilities')]);
});

it('fails with 1 and tells the package if one is known', async () => {
  const advisory = { id: 1, url: 'https://x', title: 'Leaks', severity: 'high', vulnerable_versions: '<999' };
  const { code, out } = await check(200, JSON.stringify({ fastify: [advisory] }));
  expect([code, out]).toEqual([1, expect.stringMatching(/^fastify .*\n.*high/m)]);
});

it.each([
  ['takes no audits', 405, ''],
  ['breaks', 500, 'oops'],
  ['answers something else', 200, '<html>'],
])('fails with 2 and says plainly that nothing is known if the registry %s', async (_, status, body) => {
  const { code, err } = await check(status, body);
  expect(code).toBe(2);
  expect(err).toMatch(/^The registry gave no answer \(.+\)\.\nNothing is known/);
});

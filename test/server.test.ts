import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { access, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { address, server, start as startServer } from './helpers/server.ts';
import { temporaryFolder, writeTinyPackage } from './helpers/tiny-package.ts';

let models: string;
let remove: () => Promise<void>;

beforeAll(async () => {
  await access(server).catch(() => {
    throw new Error('run npm run build first: this test starts dist/server.js');
  });
  ({ folder: models, remove } = await temporaryFolder());
  await writeTinyPackage(models);
});

afterAll(() => remove());

const start = (environment: Record<string, string>) => startServer({ MODELS: models, ...environment });

/** A request whose body is still on its way; `finish` sends the rest and gives the raw answer. */
async function openRequest(url: string): Promise<{ finish: () => Promise<string> }> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  const body = '{"text":"leave Taipei"}';
  socket.write(
    `POST /tag HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n{`,
  );
  await once(socket, 'connect');
  await new Promise((resolve) => setTimeout(resolve, 100));
  return {
    async finish() {
      let answer = '';
      socket.on('data', (chunk) => {
        answer += chunk;
      });
      socket.write(body.slice(1));
      await once(socket, 'close');
      return answer;
    },
  };
}

function signal(child: ChildProcess, name: NodeJS.Signals): void {
  child.kill(name);
}

it('listens once its models are loaded, and exits with 0 when asked to stop', async () => {
  const running = start({});
  const url = await address(running);
  const response = await fetch(`${url}/tag`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"text":"leave Taipei"}',
  });
  expect(await response.json()).toMatchObject({ model: { name: 'tiny' } });
  signal(running.child, 'SIGTERM');
  expect(await running.exit).toBe(0);
  expect(running.output.err).toBe('');
});

it('drains: turns unready, finishes what is open, then exits with 0', async () => {
  const running = start({ DRAIN_DELAY: '400' });
  const url = await address(running);
  const open = await openRequest(url);
  signal(running.child, 'SIGINT');
  await new Promise((resolve) => setTimeout(resolve, 150));
  expect((await fetch(`${url}/health/ready`)).status).toBe(503);
  expect((await fetch(`${url}/health/live`)).status).toBe(200);
  await new Promise((resolve) => setTimeout(resolve, 400));
  await expect(fetch(`${url}/health/live`)).rejects.toThrow();
  const answer = await open.finish();
  expect(answer).toMatch(/^HTTP\/1.1 200 /);
  expect(answer).toMatch(/connection: close/i);
  expect(await running.exit).toBe(0);
});

it('gives up on requests that never finish, with exit code 1', async () => {
  const running = start({ DRAIN_TIMEOUT: '200' });
  await openRequest(await address(running));
  signal(running.child, 'SIGTERM');
  expect(await running.exit).toBe(1);
});

it('exits at once at the second signal', async () => {
  const running = start({ DRAIN_DELAY: '60000' });
  await address(running);
  signal(running.child, 'SIGTERM');
  await new Promise((resolve) => setTimeout(resolve, 150));
  signal(running.child, 'SIGTERM');
  expect(await running.exit).toBe(1);
});

it.runIf(process.platform === 'linux')('computes in threads that let the main thread go first', async () => {
  const running = start({ WORKERS: '2' });
  await address(running);
  const folder = `/proc/${running.child.pid}/task`;
  const priorities = new Map<string, number>();
  for (const thread of await readdir(folder)) {
    const fields = (await readFile(`${folder}/${thread}/stat`, 'utf8')).split(') ')[1]!.split(' ');
    priorities.set(thread, Number(fields[16]));
  }
  signal(running.child, 'SIGTERM');
  await running.exit;
  const usual = priorities.get(String(running.child.pid))!;
  expect([...priorities.values()].filter((nice) => nice === Math.max(usual, 10)).length).toBe(2);
});

it('leaves nothing in the home folder: onnxruntime is not to report what it runs', async () => {
  const home = await mkdtemp(join(tmpdir(), 'slotline-home-'));
  const running = start({ HOME: home });
  await address(running);
  signal(running.child, 'SIGTERM');
  await running.exit;
  expect(await readdir(home)).toEqual([]);
  await rm(home, { recursive: true });
});

it.each([
  ['a bad setting', { PORT: 'http' }, /^slotline cannot start: PORT="http": must be a whole number\n$/],
  [
    'an unknown default model',
    { DEFAULT_MODEL: 'x' },
    /^slotline cannot start: .*named x; there are: tiny\n$/,
  ],
  ['no such folder', { MODELS: '/nowhere' }, /^slotline cannot start: .*\/nowhere.*; set MODELS.*\n$/],
])('stops with one line and exit code 1 at %s', async (_, environment, line) => {
  const running = start(environment as unknown as Record<string, string>);
  expect(await running.exit).toBe(1);
  expect(running.output.err).toMatch(line);
  expect(running.output.out).toBe('');
});

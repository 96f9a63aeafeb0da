import { afterAll, beforeAll, expect, it } from 'vitest';
import { address, type RunningServer, start } from './helpers/server.ts';
import { writeTinyKeywords } from './helpers/tiny-keywords.ts';
import { temporaryFolder, writeTinyPackage } from './helpers/tiny-package.ts';

let place: Awaited<ReturnType<typeof temporaryFolder>>;
let running: RunningServer;
let url: string;
beforeAll(async () => {
  place = await temporaryFolder();
  await writeTinyPackage(place.folder);
  await writeTinyKeywords(place.folder);
  const patient = { ANSWER_TIMEOUT: '60000', WORKER_TIMEOUT: '60000', QUEUE_AGE: '60000' };
  running = start({ MODELS: place.folder, WORKERS: '2', ...patient });
  url = await address(running);
}, 30_000);
afterAll(async () => {
  running.child.kill();
  await running.exit;
  await place.remove();
});

async function post(path: string, body: object) {
  const response = await fetch(`${url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: (await response.json()) as { keywords: unknown[] } };
}

it('tags sentences while the longest documents wait for their keywords', async () => {
  // Each character is a token.
  const text = Array.from({ length: 50_000 }, (_, i) => String.fromCodePoint(0x4e00 + ((i * 7919) % 20_000)));
  const document = { text: text.join(''), limit: 3, minScore: 0 };
  let done = 0;
  const documents = Array.from({ length: 3 }, async () => {
    const { status, body } = await post('/keywords', document);
    done += 1;
    return [status, body.keywords.length];
  });
  // By now a worker has one of them, and the others are in line.
  await new Promise((resolve) => setTimeout(resolve, 100));
  for (let i = 0; i < 5; i++) expect((await post('/tag', { text: 'leave Taipei' })).status).toBe(200);
  expect(done).toBeLessThan(3);
  expect(await Promise.all(documents)).toEqual(Array(3).fill([200, 3]));
}, 60_000);

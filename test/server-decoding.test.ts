import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { address, type RunningServer, start } from './helpers/server.ts';
import { tinyArpa } from './helpers/tiny-language-model.ts';

let folder: string;
let running: RunningServer;
let url: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'slotline-decoding-'));
  await writeFile(join(folder, 'small.arpa'), tinyArpa);
  running = start({ MODELS: 'none', LANGUAGE_MODELS: folder, WORKERS: '2' });
  url = await address(running);
}, 60_000);
afterAll(async () => {
  running.child.kill();
  await running.exit;
  await rm(folder, { recursive: true });
});

const alphabet = [...'-ehotw '];
const probabilities = [...'-two-- -t-h-e-'].map((sure) =>
  alphabet.map((symbol) => (symbol === sure ? 0.5 : 0.5 / (alphabet.length - 1))),
);

async function ask(path: string, body: unknown) {
  const response = await fetch(`${url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: (await response.json()) as { text?: string; code?: string } };
}

it('starts without any model package, and says that there is none', async () => {
  expect((await fetch(`${url}/health/ready`)).status).toBe(200);
  expect(await (await fetch(`${url}/models`)).json()).toEqual({ models: [] });
  const { status, body } = await ask('/tag', { text: 'leave Taipei' });
  expect([status, body.code]).toEqual([404, 'unknown_model']);
});

it('decodes in its workers, with language models of a folder', async () => {
  const asked = { alphabet, wordSeparator: ' ', probabilities };
  const plain = await ask('/ctc/decode', asked);
  expect(plain).toMatchObject({ status: 200, body: { text: 'two the' } });
  const weighed = await ask('/ctc/decode', { ...asked, languageModel: { name: 'small', alpha: 1 } });
  expect(weighed).toMatchObject({ status: 200, body: { text: 'to the' } });
});

it('answers others while it decodes much', async () => {
  const frames = 2400;
  const row = alphabet.map(() => 1 / alphabet.length);
  const many = { alphabet, probabilities: Array(frames).fill(row), beamWidth: 1000 };
  const long = ask('/ctc/decode', many);
  await new Promise((resolve) => setTimeout(resolve, 50));
  const started = performance.now();
  expect((await fetch(`${url}/health/live`)).status).toBe(200);
  expect((await ask('/ctc/decode', { alphabet, probabilities: [row] })).status).toBe(200);
  const quick = performance.now() - started;
  expect((await long).status).toBe(200);
  expect(performance.now() - started).toBeGreaterThan(quick);
});

import type { Worker } from 'node:worker_threads';
import { expect, it, onTestFinished } from 'vitest';
import { Threads } from '../../../src/runtime/pool/threads.ts';
import { HungError } from '../../../src/runtime/pool/work.ts';

async function startThreads({ workers = 2, timeout = 5000, file = './fixture-worker.mjs' } = {}) {
  const restarts: string[] = [];
  const threads = new Threads({
    file: new URL(file, import.meta.url),
    workers,
    workerData: {},
    timeout,
    onRestart: (reason) => restarts.push(reason),
    onReady: () => undefined,
  });
  onTestFinished(() => threads.close());
  await threads.start();
  return { threads, restarts };
}

const ask = (threads: Threads, text: string) => threads.run({ model: 'm', requests: [text] });

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((done) => setTimeout(done, 10));
}

it('answers, and counts the threads that are idle', async () => {
  const { threads } = await startThreads();
  expect([threads.count, threads.idle]).toEqual([2, 2]);
  const answer = ask(threads, 'hello');
  expect(threads.idle).toBe(1);
  expect((await answer).bodies).toEqual(['"hello"']);
  expect(threads.idle).toBe(2);
});

it('replaces a thread that ends, and tells why', async () => {
  const { threads, restarts } = await startThreads();
  await expect(ask(threads, 'exit')).rejects.toThrow();
  expect(restarts).toEqual(['crashed']);
  await until(() => threads.idle === 2);
  expect((await ask(threads, 'again')).bodies).toEqual(['"again"']);
});

it('replaces a thread that hangs', async () => {
  const { threads, restarts } = await startThreads({ workers: 1, timeout: 300 });
  await expect(ask(threads, 'hang')).rejects.toThrow(HungError);
  expect(restarts).toEqual(['hung']);
  await until(() => threads.idle === 1);
  expect((await ask(threads, 'again')).bodies).toEqual(['"again"']);
});

it('keeps a thread whose work throws', async () => {
  const { threads, restarts } = await startThreads();
  await expect(ask(threads, 'throw')).rejects.toThrow('as asked');
  expect([threads.count, restarts.length]).toEqual([2, 0]);
});

it('replaces a thread that ends while it starts', async () => {
  const started: Worker[] = [];
  const onStart = (worker: Worker) => started.push(worker);
  process.on('worker', onStart);
  onTestFinished(() => void process.off('worker', onStart));
  const { threads } = await startThreads();
  await expect(ask(threads, 'exit')).rejects.toThrow();
  await until(() => started.length > 2);
  await started.at(-1)!.terminate();
  await until(() => threads.idle === 2);
  for (const text of ['exit', 'exit']) await expect(ask(threads, text)).rejects.toThrow();
  await until(() => threads.idle === 2);
  expect((await ask(threads, 'again')).bodies).toEqual(['"again"']);
});

it('says why a thread cannot start', async () => {
  await expect(startThreads({ file: './no-such-file.mjs' })).rejects.toThrow('no-such-file');
});

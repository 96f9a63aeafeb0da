import { once } from 'node:events';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { Threads } from '../src/runtime/pool/threads.ts';
import { median } from './statistics.ts';
import { timeEach } from './time.ts';

// What it costs to hand a batch to a thread and have it back: by the pool's threads, against bare node:worker_threads.
const file = pathToFileURL('bench/echo-worker.mjs');
const threads = new Threads({
  file,
  workers: 1,
  workerData: {},
  timeout: 10_000,
  onRestart: () => {},
  onReady: () => {},
});
await threads.start();
const worker = new Worker(file);

const rounds = 3000;
console.log('microseconds for one round trip (median)');
for (const texts of [1, 16, 64]) {
  const requests = Array.from({ length: texts }, () => ({ text: 'x'.repeat(1000), unit: 'utf16' }));
  const request = { model: 'm', requests };
  const viaPool = () => threads.run(request);
  const bare = async () => {
    worker.postMessage(request);
    await once(worker, 'message');
  };
  const [pool, plain] = await timeEach([viaPool, bare], rounds);
  const [poolTime, bareTime] = [median(pool!) * 1000, median(plain!) * 1000];
  console.log(
    `${String(texts).padStart(2)} texts: pool ${poolTime.toFixed(0)}, bare ${bareTime.toFixed(0)}, ` +
      `ratio ${(poolTime / bareTime).toFixed(2)}, a text ${(poolTime / texts).toFixed(1)}`,
  );
}
await threads.close();
await worker.terminate();

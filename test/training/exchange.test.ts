import { Worker } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';
import { createSharedState, Exchange } from '../../src/training/exchange.ts';

describe('exchange', () => {
  it('gives every weight to exactly one worker', () => {
    const state = createSharedState({ workers: 3, weights: 10, slots: 1 });
    const parts = [0, 1, 2].map((worker) => new Exchange(state, worker));
    expect(parts.map(({ start, end }) => [start, end])).toEqual([
      [0, 3],
      [3, 6],
      [6, 10],
    ]);
  });

  it('sums gradients in the order of the workers', () => {
    const state = createSharedState({ workers: 2, weights: 4, slots: 0 });
    state.gradients[0]!.set([1, 2, 3, 4]);
    state.gradients[1]!.set([10, 20, 30, 40]);
    const segment = new Float32Array(2);
    new Exchange(state, 1).reduce(segment);
    expect([...segment]).toEqual([33, 44]);
  });

  it('lets threads meet and sum, a thousand times over', async () => {
    const state = createSharedState({ workers: 3, weights: 1, slots: 0 });
    const code = `
      const { parentPort, workerData } = require('node:worker_threads');
      import(workerData.url).then(({ Exchange }) => {
        const exchange = new Exchange(workerData.state, workerData.worker);
        const sums = [];
        for (let i = 0; i < 1000; i++) {
          sums.push(exchange.sum(0, i + workerData.worker) + exchange.sum(1, -i));
          exchange.meet();
        }
        parentPort.postMessage(sums);
      });`;
    const url = new URL('../../dist/training/exchange.js', import.meta.url).href;
    const threads = [0, 1, 2].map(
      (worker) => new Worker(code, { eval: true, workerData: { state, worker, url } }),
    );
    const sums = await Promise.all(
      threads.map((thread) => new Promise((done) => thread.once('message', done))),
    );
    for (const each of sums) expect(each).toEqual(Array.from({ length: 1000 }, () => 3));
    await Promise.all(threads.map((thread) => thread.terminate()));
  });
});

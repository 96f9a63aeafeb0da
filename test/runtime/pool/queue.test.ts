import { describe, expect, it } from 'vitest';
import { Job } from '../../../src/runtime/pool/job.ts';
import type { Lane } from '../../../src/runtime/pool/observer.ts';
import { WorkQueue } from '../../../src/runtime/pool/queue.ts';

function job(model: string, sizes: number[], lane: Lane = 'short'): Job {
  return new Job({ model, requests: sizes, sizes }, lane);
}

const sizesOf = (items: readonly { size: number }[] | undefined) => items?.map(({ size }) => size);

describe('a batch', () => {
  it('joins texts of several requests for one model, oldest first', () => {
    const queue = new WorkQueue(100);
    const jobs = [job('a', [10]), job('b', [11]), job('a', [12, 13])];
    for (const each of jobs) queue.add(each);
    expect(queue.count).toBe(4);
    expect(sizesOf(queue.take('short'))).toEqual([10, 12, 13]);
    expect(sizesOf(queue.take('short'))).toEqual([11]);
    expect(queue.take('short')).toBeUndefined();
    expect(queue.count).toBe(0);
  });

  it('leaves behind what is of another length, and what exceeds the budget', () => {
    const queue = new WorkQueue(200);
    queue.add(job('a', [50, 2, 50, 50, 50, 50]));
    expect(sizesOf(queue.take('short'))).toEqual([50, 50, 50, 50]);
    expect(sizesOf(queue.take('short'))).toEqual([2]);
    expect(sizesOf(queue.take('short'))).toEqual([50]);
  });

  it('holds a text alone whose batch has failed, before everything else', () => {
    const queue = new WorkQueue(200);
    queue.add(job('a', [5, 5]));
    const failed = queue.take('short')!;
    queue.add(job('a', [6]));
    queue.return(failed);
    expect(queue.count).toBe(3);
    expect([queue.take('short'), queue.take('short'), queue.take('short')].map(sizesOf)).toEqual([
      [5],
      [5],
      [6],
    ]);
  });

  it('is of the lane that is asked for', () => {
    const queue = new WorkQueue(200);
    queue.add(job('a', [90], 'long'));
    expect(queue.take('short')).toBeUndefined();
    expect(queue.oldest('short')).toBeUndefined();
    expect(queue.oldest('long')).toBeLessThanOrEqual(performance.now());
    expect(sizesOf(queue.take('long'))).toEqual([90]);
  });
});

it('lets a whole request leave', () => {
  const queue = new WorkQueue(100);
  const [gone, stays] = [job('a', [10, 10]), job('a', [10])];
  queue.add(gone);
  queue.add(stays);
  queue.remove(gone);
  expect(queue.count).toBe(1);
  expect(queue.take('short')!.map((item) => item.job)).toEqual([stays]);
});

it('tells which requests came before a time', () => {
  const queue = new WorkQueue(100);
  const [short, long] = [job('a', [10, 10]), job('b', [10], 'long')];
  queue.add(short);
  queue.add(long);
  expect(queue.before(0).size).toBe(0);
  expect([...queue.before(performance.now() + 1)]).toEqual([short, long]);
});

import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Failure } from '../../src/playground/failure.ts';
import { Latest } from '../../src/playground/latest.ts';
import { pause, Questions } from '../../src/playground/questions.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it('runs only the newest of jobs that come within the pause', async () => {
  const done: string[] = [];
  const latest = new Latest();
  for (const name of ['a', 'b', 'c']) {
    latest.schedule(async () => void done.push(name), 100);
    await vi.advanceTimersByTimeAsync(60);
  }
  expect(done).toEqual([]);
  await vi.advanceTimersByTimeAsync(60);
  expect(done).toEqual(['c']);
});

it('aborts a job that runs when a newer one comes', async () => {
  const done: string[] = [];
  const latest = new Latest();
  const job = (name: string, time: number) => async (signal: AbortSignal) => {
    await pause(time, signal);
    done.push(name);
  };
  latest.schedule(job('slow', 500), 0);
  await vi.advanceTimersByTimeAsync(100);
  latest.schedule(job('fast', 10), 0);
  await vi.advanceTimersByTimeAsync(1000);
  expect(done).toEqual(['fast']);
});

it('asks again by itself after the time that a failure tells', async () => {
  const told: string[] = [];
  const questions = new Questions(({ code }) => told.push(code));
  let attempts = 0;
  const ask = async (): Promise<void> => {
    attempts += 1;
    if (attempts < 3) throw new Failure('busy', 'overloaded', { retryAfter: 2 });
  };
  questions.ask(new Latest(), ask, 0);
  await vi.advanceTimersByTimeAsync(1999);
  expect(attempts).toBe(1);
  await vi.advanceTimersByTimeAsync(10_000);
  expect([attempts, told]).toEqual([3, ['overloaded', 'overloaded']]);
});

it('does not ask again where that would not help', async () => {
  const told: string[] = [];
  const questions = new Questions(({ code }) => told.push(code));
  questions.ask(new Latest(), () => Promise.reject(new Failure('no', 'text_too_long')), 0);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(told).toEqual(['text_too_long']);
});

it('asks nothing at all, not even new questions, while the service wants no requests', async () => {
  const questions = new Questions(() => {});
  const limited = new Failure('slow down', 'rate_limited', { retryAfter: 5 });
  questions.ask(new Latest(), () => Promise.reject(limited), 0);
  await vi.advanceTimersByTimeAsync(1000);
  let asked = 0;
  questions.ask(new Latest(), async () => void asked++, 0);
  await vi.advanceTimersByTimeAsync(3000);
  expect(asked).toBe(0);
  await vi.advanceTimersByTimeAsync(1500);
  expect(asked).toBe(1);
});

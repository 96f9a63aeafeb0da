import { describe, expect, it } from 'vitest';
import { SpeechStream, type StreamEvent } from '../../../src/tasks/speech/stream.ts';
import type { SpokenWord, Transcript } from '../../../src/tasks/speech/transcript.ts';

const rate = 16_000;
const tick = () => new Promise((resolve) => setImmediate(resolve));

/**
 * A sound in which each sample tells its time in hundredths of a second, and a listener that hears the word `w<n>` in each second n, from
 * .3 to .7, as far as it is whole within the window.
 */
const sound = (from: number, to: number): Int16Array =>
  Int16Array.from({ length: Math.round((to - from) * rate) }, (_, i) => Math.round(100 * (from + i / rate)));

async function hear(samples: Int16Array): Promise<Transcript> {
  const base = samples[0]! / 100;
  const duration = samples.length / rate;
  const words: SpokenWord[] = [];
  for (let second = 0; second < 100; second++) {
    const [start, end] = [second + 0.3 - base, second + 0.7 - base];
    if (start >= 0 && end <= duration) words.push({ word: `w${second}`, start, end, confidence: 1 });
  }
  const text = words.map(({ word }) => word).join(' ');
  return { text, words, alternatives: [{ text, score: 0 }], duration };
}

async function stream(seconds: number, chunk: number) {
  const events: StreamEvent[] = [];
  const windows: number[] = [];
  const speech = new SpeechStream({
    hear: (samples) => {
      windows.push(samples.length / rate);
      return hear(samples);
    },
    tell: (event) => events.push(event),
    fail: (error) => {
      throw error;
    },
  });
  for (let at = 0; at < seconds; at += chunk) {
    speech.push(sound(at, Math.min(seconds, at + chunk)));
    await tick();
  }
  speech.end();
  await tick();
  await tick();
  return { events, windows };
}

describe('SpeechStream', () => {
  it.each([0.1, 0.25, 1, 3.7])(
    'settles each word once, in order and at its time, from chunks of %d s',
    async (chunk) => {
      const { events } = await stream(30, chunk);
      const finals = events.flatMap((event) => (event.type === 'final' ? event.words : []));
      expect(finals.map(({ word }) => word)).toEqual(Array.from({ length: 30 }, (_, i) => `w${i}`));
      for (const [i, { start, end }] of finals.entries()) {
        expect(start).toBeCloseTo(i + 0.3, 1);
        expect(end).toBeCloseTo(i + 0.7, 1);
      }
      expect(events.at(-1)).toEqual({ type: 'end', duration: 30 });
    },
  );

  it('tells what it hears as soon as there is a second more, and hears no window of more than ten', async () => {
    const { events, windows } = await stream(30, 0.1);
    const partials = events.filter(({ type }) => type === 'partial');
    expect(partials.length).toBeGreaterThan(25);
    expect(partials[0]).toMatchObject({ text: 'w0' });
    expect(Math.max(...windows)).toBeLessThanOrEqual(10);
  });

  it('does not let silence grow', async () => {
    const windows: number[] = [];
    const speech = new SpeechStream({
      hear: async (samples) => {
        windows.push(samples.length / rate);
        return { text: '', words: [], alternatives: [], duration: 0 };
      },
      tell: () => {},
      fail: () => {},
    });
    for (let second = 0; second < 60; second++) {
      speech.push(new Int16Array(rate));
      await tick();
    }
    expect(Math.max(...windows)).toBeLessThanOrEqual(10);
  });

  it('ends an empty stream, and stops at the first failure', async () => {
    expect((await stream(0, 1)).events).toEqual([{ type: 'end', duration: 0 }]);
    const failures: unknown[] = [];
    const events: StreamEvent[] = [];
    const speech = new SpeechStream({
      hear: () => Promise.reject(new Error('too much')),
      tell: (event) => events.push(event),
      fail: (error) => failures.push(error),
    });
    speech.push(new Int16Array(2 * rate));
    await tick();
    speech.push(new Int16Array(2 * rate));
    speech.end();
    await tick();
    expect([failures.length, events]).toEqual([1, []]);
  });

  it('knows how far behind it is while it listens', () => {
    const speech = new SpeechStream({ hear: () => new Promise(() => {}), tell: () => {}, fail: () => {} });
    speech.push(new Int16Array(2 * rate));
    expect(speech.behind).toBe(0);
    speech.push(new Int16Array(3 * rate));
    expect(speech.behind).toBe(3);
  });
});

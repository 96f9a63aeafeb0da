import { expect, it } from 'vitest';
import { useTestApp } from '../helpers/app.ts';

const test = useTestApp();

it('lists the models by name and tells the default of each task', async () => {
  const { models } = (await test.app.inject('/models')).json();
  expect(
    models.map(({ name, default: chosen }: { name: string; default: boolean }) => [name, chosen]),
  ).toEqual([
    ['asking', false],
    ['moods', true],
    ['tiny', true],
    ['topics', true],
  ]);
});

it('tells what a model is', async () => {
  expect((await test.app.inject('/models/tiny')).json()).toMatchObject({
    version: '1.2.3',
    task: 'tag',
    requested: null,
    slots: ['arrival_time', 'destination', 'origin'],
    network: {
      cell: 'lstm',
      cellSettings: { forgetBias: 1 },
      direction: 'bidirectional',
      layers: 1,
      hidden: 6,
      states: true,
    },
    metrics: { dev: { dataSet: 'none', f1: 0.5 } },
  });
});

it('tells what a model of keywords finds unless told otherwise', async () => {
  expect((await test.app.inject('/models/topics')).json()).toMatchObject({
    task: 'keywords',
    slots: [],
    labels: [],
    requested: null,
    keywords: { minScore: 0.2, maxWords: 3 },
    network: { cell: 'lstm', states: false },
  });
  expect((await test.app.inject('/models/tiny')).json().keywords).toBeNull();
  expect((await test.app.inject('/models/moods')).json().labels).toEqual(['positive', 'negative', 'neutral']);
});

it('tells whether a model can show its states', async () => {
  expect((await test.app.inject('/models/asking')).json().network.states).toBe(false);
});

it('is alive always, and ready until it is asked to stop', async () => {
  const status = async (url: string) => (await test.app.inject(url)).statusCode;
  expect(await status('/health/ready')).toBe(200);
  test.ready = false;
  expect([await status('/health/live'), await status('/health/ready')]).toEqual([200, 503]);
  test.ready = true;
});

it('serves a page of the API that loads nothing from elsewhere', async () => {
  const page = await test.app.inject('/docs/');
  expect(page.statusCode).toBe(200);
  expect(page.headers['content-security-policy']).toContain("default-src 'self'");
  const sources = [...page.body.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, source]) => source!);
  expect(sources.length).toBeGreaterThan(3);
  for (const source of sources) {
    expect((await test.app.inject(new URL(source, 'http://x/docs/').pathname)).statusCode, source).toBe(200);
  }
});

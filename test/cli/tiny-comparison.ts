import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { temporaryFolder } from '../helpers/tiny-package.ts';

const places = ['Oslo', 'Rome', 'Lima', 'Paris', 'Taipei', 'Cairo'];
const pairs = places.flatMap((from) => places.filter((to) => to !== from).map((to) => [from, to] as const));
const sentences = pairs.map(([from, to], index) => {
  const [before, between] = index % 2 === 0 ? ['from ', ' to '] : ['leaving ', ' for '];
  const text = `${before}${from}${between}${to}`;
  const start = text.length - to.length;
  return {
    text,
    slots: [
      { slot: 'origin', start: before.length, end: before.length + from.length },
      { slot: 'destination', start, end: start + to.length },
    ],
  };
});

/** Two networks, twice each, small enough to be trained in a test. */
export const comparison = {
  name: 'tiny',
  recipe: {
    name: 'base',
    encoders: { word: { dimension: 6, otherRate: 0.1 }, shape: { dimension: 2 } },
    network: { loss: 'cross-entropy', dropout: { input: 0.1, between: 0, output: 0.1 } },
    training: {
      epochs: 12,
      batch: 8,
      clipping: { norm: 5 },
      optimizer: { name: 'adam', learningRate: 0.05 },
    },
  },
  seeds: [1, 2],
  parameters: 300,
  networks: [
    { name: 'LSTM', published: { figure: 95.5, source: 'a paper' } },
    { name: 'Elman, forward', changes: { network: { cell: 'elman', direction: 'forward' } } },
  ],
  orders: [{ below: ['Elman, forward', 'LSTM'], source: 'a paper' }],
};

/** A folder with `tiny.json` and `data`, for the tests of a file. */
export function useComparisonFolder() {
  let folder: string;
  let remove: () => Promise<void>;
  const path = (...names: string[]): string => join(folder, ...names);
  const write = (name: string, content: unknown): void => writeFileSync(path(name), JSON.stringify(content));
  beforeAll(async () => {
    ({ folder, remove } = await temporaryFolder());
    write('tiny.json', comparison);
    mkdirSync(path('data'));
    const lines = sentences.map((sentence) => `${JSON.stringify(sentence)}\n`);
    writeFileSync(path('data', 'train.jsonl'), lines.slice(0, 20).join(''));
    writeFileSync(path('data', 'dev.jsonl'), lines.slice(20, 25).join(''));
    writeFileSync(path('data', 'test.jsonl'), lines.slice(25).join('').replaceAll('"leaving', '"parting'));
  });
  afterAll(() => remove());
  return { path, write };
}

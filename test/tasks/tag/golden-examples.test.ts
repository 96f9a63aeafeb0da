import { expect, it } from 'vitest';
import { goldenExamples } from '../../../src/tasks/tag/golden-examples.ts';
import type { Tagger } from '../../../src/tasks/tag/tagger.ts';

/** Finds one slot in each text, as sure as the number in it; none where there is no number. */
const tagger = {
  manifest: { requested: undefined },
  tag: async (requests: readonly { text: string }[]) =>
    requests.map(({ text }) => {
      const [number] = /[\d.]+/.exec(text) ?? [];
      const slot = { slot: 'nights', text, start: 0, end: 1, confidence: Number(number) };
      return { tokens: [], slots: number ? [slot, { ...slot, confidence: 1 }] : [] };
    }),
} as unknown as Tagger;
const dev = (...texts: string[]) =>
  texts.map((text) => ({ text, slots: [{ slot: 'nights', start: 0, end: 1 }] }));

it('chooses the dev sentences whose least sure slot is surest', async () => {
  const chosen = await goldenExamples(tagger, [], dev('0.5', 'none', '0.9', '0.7', '0.8'));
  expect(chosen.map(({ text }) => text)).toEqual(['0.9', '0.8', '0.7']);
});

it('passes over long sentences, those without a slot, and all after the first fifty', async () => {
  const many = dev(...Array.from({ length: 50 }, () => '0.4'));
  const unfit = [{ text: '0.99', slots: [] }, ...dev(`0.98${' '.repeat(80)}`)];
  const chosen = await goldenExamples(tagger, [], [...unfit, ...many, ...dev('0.97')]);
  expect(chosen.map(({ text }) => text)).toEqual(['0.4', '0.4', '0.4']);
});

import { expect, it } from 'vitest';
import { latencySentence, measureLatencies } from '../../src/compare/latency.ts';
import { partScores, splitByWords, wordsOf } from '../../src/compare/measure.ts';
import type { LabelledSentence } from '../../src/corpus/index.ts';
import { evaluateTagger } from '../../src/tasks/tag/evaluate.ts';
import type { Tagger } from '../../src/tasks/tag/tagger.ts';
import { tinyTagger } from '../helpers/tiny-package.ts';

const sentence = (text: string, value?: string): LabelledSentence => {
  const start = value === undefined ? 0 : text.indexOf(value);
  return { text, slots: value ? [{ slot: 'destination', start, end: start + value.length }] : [] };
};

it('tells sentences with words that training lacks, in any case, from the others', () => {
  const known = wordsOf([sentence('I fly to Oslo'), sentence('from Rome')]);
  const sentences = ['to ROME', 'to Paris', 'fly', 'i fly to Oslo!'].map((text) => sentence(text));
  const { seen, unseen } = splitByWords(sentences, known);
  expect(seen.map(({ text }) => text)).toEqual(['to ROME', 'fly']);
  expect(unseen.map(({ text }) => text)).toEqual(['to Paris', 'i fly to Oslo!']);
});

/** Finds every word "Oslo", and nothing else. */
const onlyOslo = (tagger: Tagger): Tagger => ({
  ...tagger,
  tag: async (requests) =>
    requests.map(({ text }) => {
      const start = text.indexOf('Oslo');
      const slots =
        start < 0 ? [] : [{ slot: 'destination', text: 'Oslo', start, end: start + 4, confidence: 1 }];
      return { tokens: [{ text, start: 0, end: text.length, label: 'O', confidence: 1 }], slots };
    }),
});

it('scores sentences with and without new words apart', async () => {
  const tagger = onlyOslo(await tinyTagger({ slots: ['destination'] }));
  const sentences = [
    sentence('Oslo', 'Oslo'),
    sentence('Rome', 'Rome'),
    sentence('Paris', 'Paris'),
    sentence('Lima', 'Lima'),
  ];
  const part = splitByWords(sentences, wordsOf([sentence('Oslo Rome')]));
  const scores = await partScores(tagger, await evaluateTagger(tagger, sentences), part);
  // 1 of 4 found and nothing wrong: F1 is 2 / 5; of the two with known words 2 / 3.
  expect(scores).toMatchObject({ sentences: 4, precision: 1, recall: 0.25, f1: 0.4, exactMatch: 0.25 });
  expect(scores.seen).toEqual({ sentences: 2, f1: expect.closeTo(2 / 3, 12) });
  expect(scores.unseen).toEqual({ sentences: 2, f1: 0 });
  expect(scores.swap).toBeNull();
  const none = await partScores(tagger, await evaluateTagger(tagger, sentences), {
    seen: sentences,
    unseen: [],
  });
  expect(none.unseen).toBeNull();
});

it('measures with the first sentence that is nearest to twelve tokens', () => {
  const words = (count: number, word: string) => sentence(Array(count).fill(word).join(' '));
  expect(latencySentence([words(3, 'a'), words(13, 'b'), words(11, 'c')])).toMatchObject({ tokens: 13 });
  expect(latencySentence([words(40, 'a'), words(12, 'b'), words(12, 'c')]).text).toMatch(/^b/);
});

it('measures each tagger by its own answers', async () => {
  const fast = await tinyTagger();
  const slow: Tagger = {
    ...fast,
    answer: async (requests) => {
      const until = performance.now() + 2;
      while (performance.now() < until);
      return fast.answer(requests);
    },
  };
  const [first, second] = await measureLatencies([fast, slow], 'leave Taipei on November 2nd');
  expect(first).toBeGreaterThan(0);
  expect(second! - first!).toBeGreaterThan(1);
});

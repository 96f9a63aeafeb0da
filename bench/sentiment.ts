import { readFileSync } from 'node:fs';
import { readClassified } from '../src/corpus/classified/read.ts';
import { randomSource } from '../src/random.ts';
import { loadSentiment } from '../src/tasks/sentiment/load.ts';
import { describeMachine } from './machine.ts';
import { readOptions } from './options.ts';
import { median } from './statistics.ts';
import { processorTime, timeEach } from './time.ts';

// How many sentences a second of one core a sentiment model judges, in batches and one by one, and what a review takes.
const { model, file, batch, count } = readOptions('npm run bench:sentiment', {
  model: ['models/sentiment-en', 'folder of the package'],
  file: ['', 'texts to judge (.tsv, .jsonl or .csv); made of words of the vocabulary without it'],
  batch: [64, 'sentences of a batch'],
  count: [1024, 'sentences'],
});
const labels = { 0: 'negative', 1: 'positive', negative: 'negative', positive: 'positive' };
const sentiment = await loadSentiment(model);
const vocabulary: string[] = JSON.parse(readFileSync(`${model}/vocabulary.json`, 'utf8'));
const random = randomSource('bench');
const made = (words: number): string =>
  Array.from(
    { length: words },
    () => vocabulary[1 + random.integer(Math.min(5000, vocabulary.length - 1))],
  ).join(' ');
const sentences =
  file === ''
    ? Array.from({ length: count }, () => made(19))
    : readClassified(file, { labels })
        .texts.slice(0, count)
        .map(({ text }) => text);
const batches: string[][] = [];
for (let at = 0; at < sentences.length; at += batch) batches.push(sentences.slice(at, at + batch));
const review = made(2000);

const inBatches = async (): Promise<void> => {
  for (const each of batches) await sentiment.judge(each);
};
const oneByOne = async (): Promise<void> => {
  for (const each of sentences) await sentiment.judge([each]);
};
// Once before, so that neither finds the words cold.
await inBatches();
const [together, alone, long] = await timeEach(
  [inBatches, oneByOne, () => sentiment.judge([review])],
  5,
  processorTime,
);
const rate = (times: readonly number[]): number => (1000 * sentences.length) / median(times);
console.log(describeMachine());
console.log(
  `${sentences.length} sentences in batches of ${batch}: ${rate(together!).toFixed(0)} a second of processor time`,
);
console.log(
  `one by one: ${rate(alone!).toFixed(0)} a second; batches give ${(rate(together!) / rate(alone!)).toFixed(2)} times as many`,
);
console.log(
  `a review of 2,000 words: ${median(long!).toFixed(0)} ms, as long as ${((median(long!) * rate(alone!)) / 1000).toFixed(0)} sentences one by one`,
);
await sentiment.close();

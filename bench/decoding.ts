import { readFileSync } from 'node:fs';
import { readLabelled } from '../src/corpus/index.ts';
import { bioConstraint } from '../src/decoding/constraint.ts';
import { type DecodedSentence, decode } from '../src/decoding/decode.ts';
import { prepareTransitions } from '../src/decoding/transitions.ts';
import { randomSource } from '../src/random.ts';
import { answerParts, writeAnswer } from '../src/tasks/tag/answer.ts';
import { toResult } from '../src/tasks/tag/result.ts';
import { scoresOf } from '../src/tasks/tag/scores.ts';
import { spansToBio } from '../src/text/bio.ts';
import { tokenize, tokenizeUnicode } from '../src/text/tokenizer.ts';
import { median } from './statistics.ts';
import { textbookDecoder } from './textbook-decoding.ts';
import { timeEach } from './time.ts';

// What serving does to a sentence besides running the graph, each part against its plain form in the same run.
// Sentences and their labels are those of the file named on the command line; scores are made up around the labels.
const file = process.argv[2] ?? 'data/sample/train.jsonl';
const labels: string[] = JSON.parse(readFileSync('models/booking/labels.json', 'utf8'));
const random = randomSource(1);
const transitions = Float32Array.from({ length: (labels.length + 1) ** 2 }, () => random.normal());
const table = prepareTransitions(transitions, bioConstraint(labels));
const textbook = textbookDecoder(labels, transitions);
const parts = answerParts(labels);

const items = readLabelled(file).flatMap(({ text, slots }) => {
  const tokens = tokenize(text);
  if (tokens.length < 11 || tokens.length > 13) return [];
  // Close to what the booking model gives: the label ahead of the others by 13, give or take 6, and seldom in doubt.
  const scores = new Float32Array(tokens.length * labels.length).map(() => 6 * random.normal() - 13);
  for (const [t, label] of spansToBio(tokens, slots).entries())
    scores[t * labels.length + labels.indexOf(label)] = 4;
  const view = scoresOf(scores, 0, { batch: 1, length: tokens.length, labels: labels.length });
  return [{ text, tokens, scores, view, decoded: decode(view, table) }];
});
type Item = (typeof items)[number];

let worst = 0;
for (const { scores, decoded } of items) worst = Math.max(worst, distance(decoded, textbook(scores)));

function distance(own: DecodedSentence, other: DecodedSentence): number {
  if (own.labels.join() !== other.labels.join()) return Number.POSITIVE_INFINITY;
  const tokens = own.confidences.map((confidence, t) => Math.abs(confidence - other.confidences[t]!));
  const chunks = own.chunks.map(({ confidence }, c) => Math.abs(confidence - other.chunks[c]!.confidence));
  return Math.max(...tokens, ...chunks);
}

const wire = Buffer.alloc(1 << 16);
/** Strings are put together only when somebody reads them. */
const send = (json: string): number => wire.write(json, 'latin1');

const rows: [string, string, (item: Item) => unknown, (item: Item) => unknown][] = [
  ['tokenize', 'the regular expression', ({ text }) => tokenize(text), ({ text }) => tokenizeUnicode(text)],
  ['decode', 'the textbook', ({ view }) => decode(view, table), ({ scores }) => textbook(scores)],
  [
    'answer',
    'objects and JSON.stringify',
    ({ text, tokens, decoded }) => send(writeAnswer(text, tokens, decoded, parts, 'utf16').json),
    ({ text, tokens, decoded }) => send(JSON.stringify(toResult(text, tokens, decoded, labels))),
  ],
];
const all = (run: (item: Item) => unknown) => async () => {
  for (const item of items) run(item);
};
const times = await timeEach(
  rows.flatMap(([, , own, plain]) => [all(own), all(plain)]),
  41,
);
console.log(
  `${items.length} sentences of 11 to 13 tokens, ${labels.length} labels; microseconds a sentence, medians`,
);
for (const [r, [name, baseline]] of rows.entries()) {
  const [own, plain] = [times[2 * r]!, times[2 * r + 1]!].map((row) => (1000 * median(row)) / items.length);
  console.log(
    `${name}: ${own!.toFixed(1)}, ${baseline}: ${plain!.toFixed(1)}, ratio ${(own! / plain!).toFixed(2)}`,
  );
}
console.log(`largest difference of a confidence from the textbook's: ${worst.toExponential(1)}`);

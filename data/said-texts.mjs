// Texts as they are said, one a line on standard output, from JSONL with `text` or from "id<tab>text" lines; .gz is unpacked.
//   said-texts.mjs FILE [--train SHARE] [--least N] [--without FILE]
// --train: without what a plan of speech sets apart for test and dev by hash of the id, SHARE being that of test;
// --least: only lines of which each word occurs at least N times in the file;
// --without: no text that is in this file.
import { parseArgs } from 'node:util';
import { isInShare } from '../dist/corpus/speech/choose.js';
import { spokenWords } from '../dist/text/spoken.js';
import { readTexts } from './texts.mjs';

const { positionals, values: options } = parseArgs({
  allowPositionals: true,
  options: {
    train: { type: 'string' },
    least: { type: 'string', default: '1' },
    without: { type: 'string' },
  },
});
const share = Number(options.train ?? 0);
const isHeld = (id) => share > 0 && (isInShare(id, 'test', share) || isInShare(id, 'dev', share));

const read = (file) => readTexts(file).map(({ id, text }) => ({ id, text: spokenWords(text).text }));
const not = new Set(options.without === undefined ? [] : read(options.without).map(({ text }) => text));
const texts = read(positionals[0]).flatMap(({ id, text }) => (isHeld(id) || not.has(text) ? [] : [text]));
const counts = new Map();
for (const word of texts.flatMap((text) => text.split(' '))) counts.set(word, (counts.get(word) ?? 0) + 1);
for (const text of texts) {
  if (text.split(' ').every((word) => counts.get(word) >= Number(options.least)))
    process.stdout.write(`${text}\n`);
}

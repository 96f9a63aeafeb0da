// Sentences to be spoken, one JSON object a line on standard output. KIND is one of
//   digits COUNT            the ten digits alone, each as often
//   numbers COUNT           strings of two to six digits
//   accented COUNT          single digits in the spelling of other languages, for their voices (accented-digits.json)
//   names COUNT             cities, airports and carriers of gazetteer.json, alone or after a word or two
//   spelled COUNT           such names letter by letter
//   short WORDS COUNT FILE  sentences of at most WORDS words from JSONL, or from "id<tab>text" lines
// Options: --seed TEXT; of `short` also --slot NAME (only sentences with this slot), --per-source N (no more of one
// source), --without FILE (may be repeated: no text that is in this JSONL). Files may end in .gz.
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { randomSource } from '../dist/random.js';
import { spokenWords } from '../dist/text/spoken.js';
import { readTexts } from './texts.mjs';

const { positionals, values: options } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: 'string', default: '1' },
    slot: { type: 'string' },
    'per-source': { type: 'string' },
    without: { type: 'string', multiple: true, default: [] },
  },
});
const [kind, ...rest] = positionals;
const random = randomSource(`${kind} ${options.seed}`);
const digits = 'zero one two three four five six seven eight nine'.split(' ');

const repeat = (count, make) => Array.from({ length: Number(count) }, (_, i) => make(i));
const shuffled = (items) => {
  const list = [...items];
  for (let i = list.length - 1; i > 0; i -= 1) {
    const j = random.integer(i + 1);
    [list[i], list[j]] = [list[j], list[i]];
  }
  return list;
};

const names = () => {
  const { cities, aliases, airports, stations, carriers } = JSON.parse(
    readFileSync(new URL('gazetteer.json', import.meta.url), 'utf8'),
  );
  return [cities, cities, aliases, airports, stations, carriers].flat().map(([name]) => name);
};
const leads = ['', '', '', 'to ', 'from ', 'in ', 'to ', 'from ', 'going to ', 'leaving from ', 'via '];

const said = (text) => spokenWords(text).text;

const isShort =
  (words) =>
  ({ text, slots }) => {
    const own = said(text).split(' ').length;
    const plain = own >= 2 && own <= words && !/[^\x20-\x7e’]|:[a-z_]+:/.test(text);
    return plain && (options.slot === undefined || slots.some(({ slot }) => slot === options.slot));
  };

/** No text twice, and none of --without. */
function isNew() {
  const seen = new Set(options.without.flatMap(readTexts).map(({ text }) => said(text)));
  return ({ text }) => !seen.has(said(text)) && seen.add(said(text));
}

function isOfFew() {
  const most = Number(options['per-source'] ?? Number.POSITIVE_INFINITY);
  const counts = new Map();
  return ({ source }) => {
    counts.set(source, (counts.get(source) ?? 0) + 1);
    return counts.get(source) <= most;
  };
}

const makers = {
  digits: (count) => repeat(count, (i) => ({ text: digits[i % 10], source: 'digits' })),
  numbers: (count) =>
    repeat(count, () => ({
      text: repeat(2 + random.integer(5), () => random.pick(digits)).join(' '),
      source: 'digits',
    })),
  accented: (count) => {
    const spellings = Object.entries(
      JSON.parse(readFileSync(new URL('accented-digits.json', import.meta.url), 'utf8')),
    );
    return repeat(count, (i) => {
      const [accent, words] = random.pick(spellings);
      return {
        text: digits[i % 10],
        source: 'digits',
        aloud: random.pick(words[i % 10].split('|')),
        accent,
      };
    });
  },
  names: (count) => {
    const list = names();
    return repeat(count, () => ({ text: random.pick(leads) + random.pick(list), source: 'names' }));
  },
  spelled: (count) => {
    const list = names().filter((name) => /^[A-Za-z]{2,9}$/.test(name));
    // Full stops make the letters be named one by one.
    return repeat(count, () => ({ text: `${[...random.pick(list)].join('.')}.`, source: 'spelled' }));
  },
  short: (words, count, file) =>
    shuffled(readTexts(file))
      .filter(isShort(Number(words)))
      .filter(isNew())
      .filter(isOfFew())
      .slice(0, Number(count)),
};

for (const { text, slots, source, aloud, accent } of makers[kind](...rest)) {
  process.stdout.write(`${JSON.stringify({ text, slots, source, aloud, accent })}\n`);
}

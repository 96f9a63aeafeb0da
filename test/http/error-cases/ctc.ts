import type { ErrorCase } from './case.ts';

/** Two frames of a blank, a and b. */
export const rows = [
  [0.1, 0.8, 0.1],
  [0.5, 0.1, 0.4],
];
/** A good request, which the cases spoil. */
export const good = { probabilities: rows, alphabet: ['', 'a', 'b'], blank: 0 };

const alphabet = good.alphabet;
const float32 = (...numbers: number[]): string =>
  Buffer.from(Float32Array.from(numbers).buffer).toString('base64');

type Spoiled = readonly [name: string, body: unknown, pointer: string, detail?: RegExp];

const of = (code: ErrorCase['code'], status: number, cases: readonly Spoiled[]): ErrorCase[] =>
  cases.map(([name, body, pointer, detail]) => ({
    name: `${name}, for decoding`,
    url: '/ctc/decode',
    body,
    status,
    code,
    pointer,
    ...(detail && { detail }),
  }));

/** What the schema of the document rules out as well. */
export const shapeCases: readonly ErrorCase[] = [
  ...of('invalid_field', 400, [
    ['a list as body', [], ''],
    ['no alphabet', { probabilities: rows }, '/alphabet'],
    ['an empty alphabet', { ...good, alphabet: [] }, '/alphabet'],
    ['a number as symbol', { ...good, alphabet: ['', 'a', 5] }, '/alphabet/2'],
    ['the same symbol twice', { ...good, alphabet: ['', 'a', 'a'] }, '/alphabet/2', /symbol 1/],
    ['a blank that is no index', { ...good, blank: 0.5 }, '/blank'],
    ['a negative blank', { ...good, blank: -1 }, '/blank'],
    ['an empty separator', { ...good, wordSeparator: '' }, '/wordSeparator'],
    ['an unknown method', { ...good, method: 'best' }, '/method', /beam, greedy, naive/],
    ['a beam of none', { ...good, beamWidth: 0 }, '/beamWidth', /from 1 to 1000/],
    ['a wide beam', { ...good, beamWidth: 1001 }, '/beamWidth'],
    ['no alternatives', { ...good, alternatives: 0 }, '/alternatives'],
    ['many alternatives', { ...good, alternatives: 101 }, '/alternatives', /from 1 to 100/],
    ['a threshold of 0', { ...good, beamThreshold: 0 }, '/beamThreshold'],
    ['a probability as tokenMinLogProb', { ...good, tokenMinLogProb: 0.1 }, '/tokenMinLogProb'],
    ['an empty lexicon', { ...good, lexicon: [] }, '/lexicon'],
    ['a phrase in a lexicon', { ...good, lexicon: ['a', 'a b'] }, '/lexicon/1', /white space/],
    ['hotwords in one text', { ...good, hotwords: 'a' }, '/hotwords'],
    ['a hotword of white space', { ...good, hotwords: ['a', ' '] }, '/hotwords/1'],
    ['a heavy hotword', { ...good, hotwords: [{ text: 'a', weight: 101 }] }, '/hotwords/0', /-100 to 100/],
    ['a hotword with another field', { ...good, hotwords: [{ text: 'a', boost: 1 }] }, '/hotwords/0'],
    ['a language model without a name', { ...good, languageModel: {} }, '/languageModel/name'],
    ['a negative alpha', { ...good, languageModel: { name: 'tiny', alpha: -1 } }, '/languageModel/alpha'],
    ['a number as matrix', { alphabet, logits: 5 }, '/logits'],
    ['null as matrix', { alphabet, logits: null }, '/logits'],
    ['a shape that is none', { ...good, shape: [2] }, '/shape', /\[frames, symbols\]/],
    ['no matrices', { alphabet, matrices: [] }, '/matrices'],
    ['null among matrices', { alphabet, matrices: [{ probabilities: rows }, null] }, '/matrices/1'],
  ]),
  ...of('unknown_field', 400, [
    ['an unknown field', { ...good, text: 'a' }, '/text'],
    [
      'an unknown field of a matrix',
      { alphabet, matrices: [{ logProbs: [], rows: [] }] },
      '/matrices/0/rows',
    ],
    [
      'an unknown field of a language model',
      { ...good, languageModel: { name: 'tiny', order: 3 } },
      '/languageModel/order',
    ],
  ]),
  ...of('matrix_or_matrices', 400, [
    ['no matrix', { alphabet }, ''],
    ['two matrices', { ...good, logits: rows }, '', /2 of logProbs/],
    ['a matrix beside matrices', { ...good, matrices: [{ logits: rows }] }, ''],
    ['no matrix in a list', { alphabet, matrices: [{ probabilities: rows }, {}] }, '/matrices/1'],
  ]),
];

/** What only the route can tell. */
const meaningCases: readonly ErrorCase[] = [
  ...of('invalid_field', 400, [
    ['a blank out of range', { ...good, blank: 3 }, '/blank', /from 0 to 2/],
    ['a separator that no symbol has', { ...good, wordSeparator: '|' }, '/wordSeparator'],
    ['an empty symbol beside the blank', { ...good, blank: 1 }, '/alphabet/0'],
    [
      'a beam for greedy decoding',
      { ...good, method: 'greedy', beamWidth: 5 },
      '/beamWidth',
      /for the method beam/,
    ],
    ['a lexicon for naive decoding', { ...good, method: 'naive', lexicon: ['a'] }, '/lexicon'],
    ['one shape for matrices', { alphabet, matrices: [{ logits: rows }], shape: [2, 3] }, '/shape'],
  ]),
  ...of('invalid_matrix', 400, [
    [
      'rows of different length',
      { ...good, probabilities: [rows[0], [0.5, 0.5]] },
      '/probabilities/1',
      /2 numbers.* 3/,
    ],
    ['more columns than symbols', { ...good, alphabet: ['', 'a'] }, '/probabilities/0', /3 numbers.* 2/],
    [
      'probabilities that sum to 0.9',
      { ...good, probabilities: [rows[0], [0.5, 0.1, 0.3]] },
      '/probabilities/1',
      /row 1 sum to 0\.9;/,
    ],
    ['a negative probability', { ...good, probabilities: [[-0.1, 0.9, 0.2]] }, '/probabilities/0/0'],
    ['logits as log-probabilities', { alphabet, logProbs: [[2, 1, 0]] }, '/logProbs/0', /as logits/],
    ['probabilities as log-probabilities', { alphabet, logProbs: rows }, '/logProbs/0', /sum to 4/],
    ['base64 of NaN', { alphabet, logits: float32(0, Number.NaN, 0), shape: [1, 3] }, '/logits/0/1', /NaN/],
    ['base64 of Infinity', { alphabet, logProbs: float32(0, 0, Infinity), shape: [1, 3] }, '/logProbs/0/2'],
    ['base64 without a shape', { alphabet, logits: float32(0, 0, 0) }, '/shape'],
    [
      'base64 of another shape',
      { alphabet, logits: float32(0, 0, 0), shape: [2, 3] },
      '/logits',
      /3 numbers.*2 frames of 3/,
    ],
    [
      'a shape of another alphabet',
      { alphabet, logits: float32(0, 0), shape: [1, 2] },
      '/shape',
      /3 symbols/,
    ],
    ['a shape of other rows', { ...good, shape: [3, 3] }, '/shape', /2 rows/],
    ['half a number in base64', { alphabet, logits: 'AAA=', shape: [0, 3] }, '/logits', /2 bytes/],
    ['base64 without padding', { alphabet, logits: 'AAAAA', shape: [0, 3] }, '/logits', /padded/],
    [
      'a bad row among matrices',
      { alphabet, matrices: [{ logits: rows }, { logits: [[1, 2, 3], [1]] }] },
      '/matrices/1/logits/1',
    ],
  ]),
  ...of('too_much_to_decode', 400, [
    [
      'many frames',
      { ...good, probabilities: Array(51).fill(rows[0]) },
      '/probabilities',
      /51 frames; .* 50/,
    ],
    [
      'many matrices',
      { alphabet, matrices: Array(6).fill({ logits: rows }) },
      '/matrices',
      /6 matrices; .* 5/,
    ],
  ]),
  ...of('unknown_language_model', 404, [
    [
      'an unknown language model',
      { ...good, languageModel: { name: 'none' } },
      '/languageModel/name',
      /Use one of: tiny/,
    ],
  ]),
];

/** What reading JSON itself refuses. */
const valueCases: readonly ErrorCase[] = of('invalid_matrix', 400, [
  ['null for infinity', { alphabet, logits: [[1, null, 2]] }, '/logits/0/1', /infinity/],
  ['a text as row', { alphabet, logits: ['abc'] }, '/logits/0', /list of numbers/],
]);

/** A body over the limit of the route. */
const largeCases: readonly ErrorCase[] = of('body_too_large', 413, [
  ['a body over the limit', { ...good, wordSeparator: 'x'.repeat(300_000) }, ''],
]).map(({ pointer: _, ...one }) => one);

/** All that decoding refuses of bodies that are JSON. */
export const ctcCases: readonly ErrorCase[] = [...shapeCases, ...meaningCases, ...valueCases, ...largeCases];

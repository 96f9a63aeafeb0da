import fc from 'fast-check';

const words =
  'I would like to arrive leave Taipei New York on November 2nd for two , . don’t 1,000 5pm'.split(' ');

/** What breaks careless code: controls, invisible and right-to-left signs, lone surrogates, sequences of emoji, marks. */
const oddities = [
  ...['\0', '\u001f', '\u007f', '\u0085', '\u00ad', '\r\n', '\t', '\u2028', '\u00a0', '\u3000'],
  ...['\u200b', '\u200d', '\ufeff', '\ufffe', '\ufffd', '\u{10ffff}', '\ue000'],
  ...['\u202e', '\u2066', '\u061c', 'شكرا', 'שלום', 'ﷺ'],
  ...['\ud800', '\udc00', '\udbff\ud83d', '\ude00\ud83d'],
  ...['👩‍👩‍👧‍👦', '🇹🇼', '🇹', '👍🏽', '#️⃣', '🏴\u{e0067}\u{e0062}\u{e007f}', '😀'],
  ...[
    'e\u0301',
    'Z\u0337\u0321\u0342',
    '\u0301',
    'क्षि',
    'नि',
    'ไทย',
    '台北',
    'ひらがな',
    '한국',
    'ǅ',
    'İ',
    'ß',
    'ﬁ',
    'K',
  ],
  ...['"', '\\', "'", '’s', '</script>', '%00', '\\u0000', '__proto__', 'null', '-0', '1e999'],
];

const codeUnits = fc.array(fc.integer({ min: 0, max: 0xffff })).map((units) => String.fromCharCode(...units));

/** Any string: sentences, all of Unicode, and what is not even Unicode. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.array(fc.constantFrom(...words), { maxLength: 15 }).map((each) => each.join(' ')),
  },
  { weight: 3, arbitrary: fc.array(fc.constantFrom(...oddities, ...words)).map((each) => each.join('')) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme' }) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
  { weight: 1, arbitrary: codeUnits },
);

/** One character again and again. */
export function longText(length: number): fc.Arbitrary<string> {
  return fc.constantFrom('a', 'a ', '字', '🛫', '\ud800', '\u0301', '0').map((sign) => {
    const times = Math.ceil(length / [...sign].length);
    return [...sign.repeat(times)].slice(0, length).join('');
  });
}

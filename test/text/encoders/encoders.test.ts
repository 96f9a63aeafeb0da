import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildEncoders, encoderNames } from '../../../src/text/encoders/index.ts';
import { encodersSchema } from '../../../src/text/encoders/schema.ts';
import { shapeOf, shapes } from '../../../src/text/encoders/shape.ts';
import { fnv1a, maxTrigrams, trigramEncoder, trigramsOf } from '../../../src/text/encoders/trigram.ts';
import { vectorEncoder } from '../../../src/text/encoders/vector.ts';
import { wordEncoder } from '../../../src/text/encoders/word.ts';
import { tokenize } from '../../../src/text/tokenizer.ts';
import { buildVocabulary } from '../../../src/text/vocabulary.ts';

const token = (text: string) => ({ text, start: 0, end: text.length });
const everyEncoder = encodersSchema.parse({
  word: { dimension: 8 },
  trigram: { dimension: 8, buckets: 100 },
  shape: { dimension: 2 },
  vector: { dimension: 4 },
});
const words = { vocabulary: buildVocabulary(['fly', 'to', 'to']), vectorWords: ['the', 'Taipei'] };

describe('wordEncoder', () => {
  it('gives the row of a known word in any case and row 0 for others', () => {
    const encoder = wordEncoder(words.vocabulary);
    expect(['to', 'TO', 'fly', 'zzz', 'constructor'].map((text) => encoder.encode(token(text)))).toEqual([
      [1],
      [1],
      [2],
      [0],
      [0],
    ]);
    expect(encoder.rows).toBe(3);
  });

  it('gives nothing for others where they have no row', () => {
    const encoder = wordEncoder(words.vocabulary, { other: false });
    expect(['to', 'zzz', 'fly'].map((text) => encoder.encode(token(text)))).toEqual([[1], [], [2]]);
  });

  it('refuses a vocabulary without the row of other words', () => {
    expect(() => wordEncoder(['to'])).toThrow("not 'to'");
  });
});

describe('trigramEncoder', () => {
  it.each([
    ['What', ['#wh', 'wha', 'hat', 'at#']],
    ['a', ['#a#']],
    ['台', ['#台#']],
    ['a😀', ['#a😀', 'a😀#']],
  ])('takes the trigrams of %s', (text, expected) => {
    expect(trigramsOf(text)).toEqual(expected);
  });

  it('keeps the first 31 trigrams of a long word and its last', () => {
    const long = trigramsOf(`abc${'x'.repeat(50)}yz`);
    expect(long).toHaveLength(maxTrigrams);
    expect([long[0], long[30], long[31]]).toEqual(['#ab', 'xxx', 'yz#']);
    expect(trigramsOf('x'.repeat(32))).toHaveLength(32);
  });

  it('hashes as published for FNV-1a', () => {
    expect([fnv1a(''), fnv1a('a'), fnv1a('foobar')]).toEqual([0x811c9dc5, 0xe40c292c, 0xbf9cf968]);
    expect(trigramEncoder(1000).encode(token('a'))).toEqual([fnv1a('#a#') % 1000]);
  });
});

describe('shapeEncoder', () => {
  it.each([
    ['taipei', 'lower'],
    ['NYC', 'upper'],
    ['I', 'upper'],
    ['Taipei', 'title'],
    ['McDonald', 'mixed'],
    ['iPhone', 'mixed'],
    ['ラ', 'caseless'],
    ['台', 'han'],
    ['7', 'digits-1'],
    ['22', 'digits-2'],
    ['747', 'digits-3'],
    ['2024', 'digits-4'],
    ['123456', 'digits-5+'],
    ["'s", 'clitic'],
    ["'", 'punctuation'],
    ['。', 'punctuation'],
    ['$', 'symbol'],
    ['🇹🇼', 'symbol'],
    ['2️⃣', 'symbol'],
    ['\ud83d', 'symbol'],
  ] as const)('calls %s %s', (text, shape) => {
    expect(shapeOf(text)).toBe(shape);
  });
});

describe('vectorEncoder', () => {
  it('finds the lower-case word, then the word as written, else the zero row', () => {
    const encoder = vectorEncoder(words.vectorWords);
    expect(['The', 'Taipei', 'zzz'].map((text) => encoder.encode(token(text)))).toEqual([[1], [2], [0]]);
    expect(encoder.rows).toBe(3);
  });
});

describe('every encoder', () => {
  it('is built in the order of the names', () => {
    expect(buildEncoders(everyEncoder, words).map(({ name }) => name)).toEqual(encoderNames);
  });

  it('gives rows of its table, the same each time, as many as its width says', () => {
    const encoders = buildEncoders(everyEncoder, words);
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        for (const each of tokenize(text)) {
          for (const { encoder } of encoders) {
            const bag = encoder.encode(each);
            expect(bag.every((row) => Number.isInteger(row) && row >= 0 && row < encoder.rows)).toBe(true);
            expect(bag.length).toBeGreaterThanOrEqual(1);
            expect(bag.length).toBeLessThanOrEqual(encoder.width);
            expect(encoder.encode(each)).toEqual(bag);
          }
        }
      }),
    );
  });

  it.each(['a', 'aB', 'Aa', '😀', '\u0301'])('takes a very long token of %j in its stride', (piece) => {
    const long = [token(piece.repeat(30_000)), token(`A${piece.repeat(30_000)}A`)];
    const begin = performance.now();
    for (const { encoder } of buildEncoders(everyEncoder, words)) {
      long.forEach((each) => {
        encoder.encode(each);
      });
    }
    expect(performance.now() - begin).toBeLessThan(1000);
  });

  it('needs its list of words', () => {
    expect(() => buildEncoders(encodersSchema.parse({ word: { dimension: 1 } }))).toThrow('needs vocabulary');
    expect(() => buildEncoders(encodersSchema.parse({ vector: { dimension: 1 } }))).toThrow(
      'needs vectorWords',
    );
  });

  it('has a row for every shape', () => {
    expect(buildEncoders(encodersSchema.parse({ shape: { dimension: 1 } }))[0]?.encoder.rows).toBe(
      shapes.length,
    );
  });
});

describe('encodersSchema', () => {
  it('fills in defaults', () => {
    expect(encodersSchema.parse({ word: { dimension: 8 }, trigram: { dimension: 4 } })).toEqual({
      word: { dimension: 8, minCount: 1, otherRate: 0, other: true },
      trigram: { dimension: 4, buckets: 4096, combine: 'mean' },
    });
  });

  it.each([
    {},
    { word: {} },
    { words: { dimension: 1 } },
    { shape: { dimension: 0 } },
    { word: { dimension: 1, x: 1 } },
    { word: { dimension: 1, other: false, otherRate: 0.1 } },
  ])('refuses %j', (wrong) => {
    expect(encodersSchema.safeParse(wrong).success).toBe(false);
  });
});

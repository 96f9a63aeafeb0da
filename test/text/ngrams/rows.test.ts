import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ngramRows, type Words } from '../../../src/text/ngrams/rows.ts';
import { type NgramSettings, ngramsSchema } from '../../../src/text/ngrams/schema.ts';

/** So many that the n-grams of a few words seldom share one. */
const buckets = 4_194_304;

const settings = (words: number[], characters: number[] = []): NgramSettings => ({
  words,
  characters,
  buckets,
});

/** The n-grams of parts that stand side by side, as text. */
function ngrams(parts: readonly string[], sizes: readonly number[]): string[] {
  return sizes.flatMap((size) =>
    parts.slice(size - 1).map((_, start) => JSON.stringify(parts.slice(start, start + size))),
  );
}

/** How many different n-grams words have, counted by their texts. */
function count(words: Words, { words: sizes, characters }: NgramSettings): number {
  const found = new Set<string>();
  let run: string[] = [];
  for (const word of [...words, undefined]) {
    if (word !== undefined) {
      run.push(word);
      continue;
    }
    for (const each of ngrams(run, sizes)) found.add(`word ${each}`);
    for (const each of ngrams([...run.join('')], characters)) found.add(`character ${each}`);
    run = [];
  }
  return found.size;
}

const word = fc.constantFrom('房间', '很', '干净', '房', '间', 'not', 'no', 't', '👍🏽', 'a\u0300', '!');
const sizes = fc.uniqueArray(fc.integer({ min: 1, max: 4 }), { maxLength: 3 });

describe('the rows of n-grams', () => {
  it('are one for each n-gram of neighbouring words and of characters, however often it occurs', () => {
    fc.assert(
      fc.property(
        fc.array(fc.option(word, { nil: undefined }), { maxLength: 12 }),
        sizes,
        sizes,
        (words, ofWords, ofCharacters) => {
          const asked = settings(ofWords, ofCharacters);
          const rows = ngramRows(words, asked);
          expect(rows).toHaveLength(count(words, asked));
          expect(new Set(rows).size).toBe(rows.length);
          expect(rows.every((row) => row >= 0 && row < buckets)).toBe(true);
        },
      ),
    );
  });

  it('of a text without a word are those on both sides of it, and none across', () => {
    const asked = settings([1, 2], [2, 3]);
    fc.assert(
      fc.property(fc.array(word, { maxLength: 8 }), fc.array(word, { maxLength: 8 }), (left, right) => {
        const sides = new Set([...ngramRows(left, asked), ...ngramRows(right, asked)]);
        expect(new Set(ngramRows([...left, undefined, ...right], asked))).toEqual(sides);
      }),
    );
  });

  it('tell words from the same characters, and where a word ends', () => {
    const [asWord] = ngramRows(['间'], settings([1]));
    const [asCharacter] = ngramRows(['间'], settings([], [1]));
    expect(asWord).not.toBe(asCharacter);
    expect(ngramRows(['房间', '很'], settings([2]))).not.toEqual(ngramRows(['房', '间很'], settings([2])));
    expect(ngramRows(['房间', '很'], settings([], [2]))).toEqual(
      ngramRows(['房', '间很'], settings([], [2])),
    );
  });

  it('stay what they are, as packages rely on them', () => {
    expect([...ngramRows(['不', '干净'], settings([1, 2], [2]))]).toEqual([
      153_491, 3_899_223, 3_761_667, 1_639_785, 1_164_464,
    ]);
  });

  it('fall into few buckets about as often as into others', () => {
    const few = { words: [1], characters: [], buckets: 16 };
    const counts = new Array<number>(16).fill(0);
    for (let code = 0x4e00; code < 0x4e00 + 8000; code++) {
      counts[ngramRows([String.fromCharCode(code)], few)[0]!]! += 1;
    }
    for (const each of counts) expect(Math.abs(each - 500)).toBeLessThan(110);
  });
});

describe('the settings of n-grams', () => {
  it.each([
    [{ words: [], characters: [] }, ''],
    [{ words: [0] }, 'words.0'],
    [{ characters: [6] }, 'characters.0'],
    [{ buckets: 0 }, 'buckets'],
    [{ buckets: 5_000_000 }, 'buckets'],
  ])('refuse %j', (given, path) => {
    expect(ngramsSchema.safeParse(given).error?.issues[0]?.path.join('.')).toBe(path);
  });
});

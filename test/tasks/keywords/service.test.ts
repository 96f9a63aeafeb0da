import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { methods } from '../../../src/tasks/keywords/method.ts';
import type { Keyword } from '../../../src/tasks/keywords/result.ts';
import { type TinyKeywordsOptions, tinyKeywords } from '../../helpers/tiny-keywords.ts';

const kinds = methods.flatMap((method): TinyKeywordsOptions[] => [
  { method, cell: 'lstm' },
  // Operators of which a window alone gets other bits than beside others.
  { method, cell: 'elman' },
  { method, cell: 'feed-forward' },
]);

const word = fc.constantFrom(
  ...['night', 'trains', 'train', 'old', 'towns', 'the', 'ferry', 'of', 'xyz', 'Zürich', '夜车', '12'],
  ...[',', '.', '\n\n', '👍', '!'],
);
/** Of up to four windows. */
const text = fc.array(word, { minLength: 1, maxLength: 45 }).map((words) => words.join(' '));

const closeTo = (keywords: readonly Keyword[]) =>
  keywords.map((keyword) => ({ ...keyword, score: expect.closeTo(keyword.score, 5) }));

describe.each(kinds)('a model of keywords: $method, $cell', (options) => {
  it('says of a text what it says alone, whatever stands beside it and in whatever order', async () => {
    const model = await tinyKeywords(options);
    await fc.assert(
      fc.asyncProperty(fc.array(text, { minLength: 1, maxLength: 6 }), async (texts) => {
        const together = await model.find(texts, { minScore: 0 });
        const turned = await model.find(texts.toReversed(), { minScore: 0 });
        expect(turned.toReversed()).toEqual(together.map(closeTo));
        for (const [i, each] of texts.entries()) {
          const [alone] = await model.find([each], { minScore: 0 });
          expect(alone).toEqual(closeTo(together[i]!));
        }
      }),
      { numRuns: 20 },
    );
  });

  it('finds phrases that stand in the text, the best first, whose places share no character', async () => {
    const model = await tinyKeywords(options);
    await fc.assert(
      fc.asyncProperty(text, fc.double({ min: 0, max: 1, noNaN: true }), async (each, minScore) => {
        const [keywords] = await model.find([each], { minScore });
        const scores = keywords!.map(({ score }) => score);
        expect(scores).toEqual(scores.toSorted((a, b) => b - a));
        expect(Math.min(1, ...scores)).toBeGreaterThanOrEqual(minScore);
        const places = keywords!.flatMap(({ occurrences }) => occurrences).sort((a, b) => a.start - b.start);
        for (const [i, { start }] of places.entries())
          expect(start).toBeGreaterThanOrEqual(places[i - 1]?.end ?? 0);
        const spaced = each.replaceAll(/\s+/g, ' ');
        for (const { text: own } of keywords!) expect(spaced).toContain(own);
      }),
      { numRuns: 20 },
    );
  });

  it.each(['', ' ', '!', '👍 !? …', '\u0000', '。'])('finds nothing in "%s"', async (nothing) => {
    const model = await tinyKeywords({ ...options, threshold: 0 });
    const [first, some, last] = await model.find([nothing, 'night trains', nothing]);
    expect([first, last]).toEqual([[], []]);
    expect(some!.length).toBeGreaterThan(0);
  });
});

describe('an answer', () => {
  it('is the JSON of what is found, with what each request wants', async () => {
    const model = await tinyKeywords();
    const long = 'night trains link old towns and the ferry leaves at noon. '.repeat(3);
    const wanted = [{}, { limit: 2 }, { minScore: 0.01 }, { maxWords: 1, minScore: 0 }];
    const { bodies } = await model.answer(wanted.map((each) => ({ ...each, text: long })));
    for (const [i, each] of wanted.entries()) {
      expect(JSON.parse(bodies[i]!)).toEqual({ keywords: (await model.find([long], each))[0] });
    }
    const found = bodies.map((body): Keyword[] => JSON.parse(body).keywords);
    expect(found[1]).toEqual(found[0]!.slice(0, 2));
    expect(found[2]!.length).toBeGreaterThan(found[0]!.length);
    expect(found[3]!.every(({ text: own }) => !own.includes(' '))).toBe(true);
  });

  it('has every place of a keyword, also in another window than its best one', async () => {
    const model = await tinyKeywords({ threshold: 0, maxWords: 1 });
    const filler = 'xyz . '.repeat(12);
    const [keywords] = await model.find([`Ferry ${filler} ferries ${filler} ferry`]);
    const ferry = keywords!.find(({ text: own }) => /^ferr/i.test(own))!;
    expect(ferry.occurrences.map(({ start, end }) => end - start)).toEqual([5, 7, 5]);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assemblePackage } from '../../../src/package/save.ts';
import { type Feed, openSession } from '../../../src/runtime/session.ts';
import type { SentimentAnswer } from '../../../src/tasks/sentiment/answer.ts';
import { probabilitiesOf } from '../../../src/tasks/sentiment/calibration.ts';
import type { SentimentModel, SentimentRequest } from '../../../src/tasks/sentiment/model.ts';
import { buildEncoders } from '../../../src/text/encoders/index.ts';
import { ngramRows } from '../../../src/text/ngrams/rows.ts';
import { normalizeWord } from '../../../src/text/normalize.ts';
import { offsetMapper, offsetUnits } from '../../../src/text/offsets.ts';
import { tokenize } from '../../../src/text/tokenizer.ts';
import {
  type TinySentimentOptions,
  tinySentiment,
  tinySentimentParts,
} from '../../helpers/tiny-sentiment.ts';

const hard = '🛫 not \ud83d bad Zürich 房间 never again';

async function answers(model: SentimentModel, ...requests: SentimentRequest[]): Promise<SentimentAnswer[]> {
  return (await model.answer(requests)).bodies.map((body) => JSON.parse(body));
}

/** What the package's graphs say of one text by itself, with one token replaced if `erased` is given. */
async function plainly(text: string, options: TinySentimentOptions, erased?: number) {
  const parts = tinySentimentParts('moods', options);
  const source = assemblePackage('moods', { ...parts, files: { ...parts.files, 'golden.json': '[]' } });
  const tokens = tokenize(text);
  const sessions = [await openSession(source.tokens), await openSession(source.model)] as const;
  const feeds = buildEncoders(source.manifest.encoders, source.words).map(
    ({ name, encoder }): [string, Feed] => {
      const width = 32;
      const bags = tokens.map((token, t) => {
        const bag = t !== erased ? encoder.encode(token) : name === 'word' ? [0] : [];
        return [...bag, ...Array<number>(width - bag.length).fill(-1)];
      });
      return [name, { type: 'int32', data: Int32Array.from(bags.flat()), dims: [tokens.length, 1, width] }];
    },
  );
  const { tokens: vectors } = await sessions[0].run(Object.fromEntries(feeds), ['tokens']);
  const size = vectors!.length / tokens.length;
  const { ngrams } = options;
  const words = tokens.map((token, t) => (t === erased ? undefined : normalizeWord(token.text)));
  const rows = ngrams && ngramRows(words, ngrams);
  const { logits, attention } = await sessions[1].run(
    {
      ...(rows && { ngrams: { type: 'int32' as const, data: rows, dims: [rows.length, 1] } }),
      tokens: { type: 'float32', data: vectors!, dims: [tokens.length, 1, size] },
      lengths: { type: 'int32', data: Int32Array.of(tokens.length), dims: [1] },
    },
    ['logits', 'attention'],
  );
  for (const session of sessions) await session.close();
  const { temperature } = source.manifest.calibration;
  return { positive: probabilitiesOf(logits!, temperature)[1]!, attention: [...attention!] };
}

describe('an explained text', () => {
  it.each<[string, TinySentimentOptions]>([
    ['a network', {}],
    ['a network and n-grams', { ngrams: { words: [1, 2], characters: [3], buckets: 512 } }],
  ])(
    'has for every token the weight of the graph, and what positive loses without it: %s',
    async (_, options) => {
      const model = await tinySentiment(options);
      let strongest = 0;
      for (const text of ['not bad at all', 'bad', 'zzz room 👍 never']) {
        const [{ words, scores }] = (await answers(model, { text, explain: true })) as [SentimentAnswer];
        const whole = await plainly(text, options);
        expect(scores.positive).toBeCloseTo(whole.positive, 5);
        expect(words!.map(({ attention, effect, ...token }) => token)).toEqual(tokenize(text));
        for (const [t, { attention, effect }] of words!.entries()) {
          expect(attention).toBeCloseTo(whole.attention[t]!, 5);
          const without = await plainly(text, options, t);
          expect(effect).toBeCloseTo(whole.positive - without.positive, 5);
          strongest = Math.max(strongest, Math.abs(effect!));
        }
      }
      expect(strongest).toBeGreaterThan(0.01);
    },
  );

  it('has weights that sum to 1, however long it is, and no effects if only the attention is asked for', async () => {
    const model = await tinySentiment();
    for (const text of ['bad', hard, 'not bad at all, '.repeat(700), '房'.repeat(9000)]) {
      const [{ words }] = (await answers(model, { text, explain: 'attention' })) as [SentimentAnswer];
      expect(words).toHaveLength(tokenize(text).length);
      expect(words!.reduce((sum, { attention }) => sum + attention, 0)).toBeCloseTo(1, 4);
      for (const word of words!) expect(word).not.toHaveProperty('effect');
    }
  });

  it.each<[string, TinySentimentOptions]>([
    ['lstm', {}],
    ['elman', { cell: 'elman' }],
    ['irnn', { cell: 'irnn' }],
    ['lstm and n-grams', { ngrams: { words: [1, 2, 3], characters: [2, 3], buckets: 4096 } }],
  ])('is answered in a list of %s as alone, with every offset in its unit', async (_, options) => {
    const model = await tinySentiment(options);
    const word = fc.constantFrom('the', 'room', 'not', 'bad', 'zzz', '房', '👍🏽', 'è', '\ud83d');
    const request = fc.record({
      text: fc.array(word, { minLength: 0, maxLength: 20 }).map((words) => words.join(' ')),
      unit: fc.constantFrom(undefined, ...offsetUnits),
      explain: fc.constantFrom(undefined, false, true, 'attention' as const),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(request, { minLength: 1, maxLength: 12 }), async (requests) => {
        const together = await answers(model, ...requests);
        for (const [i, each] of requests.entries()) {
          const [alone] = await answers(model, each);
          expect(together[i]).toEqual(alone);
          expect(alone!.words === undefined).toBe(!each.explain);
          const map = offsetMapper(each.text, each.unit ?? 'utf16');
          const places = tokenize(each.text).map(({ start, end }) => [map(start), map(end)]);
          expect(alone!.words?.map(({ start, end }) => [start, end]) ?? places).toEqual(places);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('is otherwise as it is without an explanation, and empty without tokens', async () => {
    const model = await tinySentiment();
    for (const explain of [true, 'attention'] as const) {
      const [{ words, ...rest }] = (await answers(model, { text: hard, explain })) as [SentimentAnswer];
      expect([rest]).toEqual(await answers(model, { text: hard }));
      expect((await answers(model, { text: ' ', explain }))[0]!.words).toEqual([]);
    }
  });
});

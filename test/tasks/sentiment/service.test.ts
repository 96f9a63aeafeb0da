import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ClassifiedText } from '../../../src/corpus/classified/text.ts';
import { normal } from '../../../src/nn/init.ts';
import { quantizeNgrams } from '../../../src/nn/ngrams.ts';
import { randomSource } from '../../../src/random.ts';
import { countsAt } from '../../../src/runtime/pool/work.ts';
import { probabilitiesOf } from '../../../src/tasks/sentiment/calibration.ts';
import { evaluateJudgements, judgeClassified } from '../../../src/tasks/sentiment/evaluate.ts';
import { toResult } from '../../../src/tasks/sentiment/result.ts';
import { ngramRows } from '../../../src/text/ngrams/rows.ts';
import { normalizeWord } from '../../../src/text/normalize.ts';
import { tinySentiment } from '../../helpers/tiny-sentiment.ts';

const texts = [
  'the room was clean and quiet',
  'bad',
  '👍🏽',
  '房间很干净, but not quiet at all — никогда again',
  Array.from({ length: 2000 }, (_, index) => ['the', 'room', 'was', 'not', 'bad', 'x'][index % 6]).join(' '),
  '!!!',
  'a'.repeat(50_000),
  '\ud83d\ud83d \udeeb not bad',
];

const ngrams = { words: [1, 2], characters: [2, 3], buckets: 4096 };

describe('a sentiment model', () => {
  it.each([
    ['a network', {}],
    ['a network and n-grams', { ngrams }],
  ])(
    'says of each text the same to the last bit alone, in a batch and in any order: %s',
    async (_, options) => {
      const model = await tinySentiment(options);
      const together = await model.judge(texts);
      const turned = (await model.judge(texts.toReversed())).reverse();
      for (const [index, text] of texts.entries()) {
        const [alone] = await model.judge([text]);
        for (const [place, logit] of together[index]!.logits.entries()) {
          expect(alone!.logits[place]).toBe(logit);
          expect(turned[index]!.logits[place]).toBe(logit);
        }
      }
      expect(together[4]!.tokens).toHaveLength(2000);
    },
  );

  it('writes what it classifies as JSON, and counts tokens and unknown words', async () => {
    const model = await tinySentiment();
    const { bodies, counts } = await model.answer(texts.map((text) => ({ text })));
    expect(bodies.map((body) => JSON.parse(body))).toEqual(await model.classify(texts));
    expect(countsAt(counts, 0)).toEqual({ tokens: 6, unknown: 0, slots: 0, unsure: 0 });
    expect(countsAt(counts, 2)).toMatchObject({ tokens: 1, unknown: 1 });
  });

  it('adds what n-grams say to what the network says', async () => {
    const [network, both] = [await tinySentiment(), await tinySentiment({ ngrams })];
    const weights = quantizeNgrams(normal(0.8)(randomSource('11 n-grams'), [ngrams.buckets]));
    const [alone, together] = [await network.judge(texts), await both.judge(texts)];
    for (const [index, { logits, tokens }] of together.entries()) {
      const rows = ngramRows(
        tokens.map(({ text }) => normalizeWord(text)),
        ngrams,
      ).subarray(0, 32 * tokens.length);
      const sum = rows.reduce((total, row) => total + weights.numbers[row]! * weights.scale, 0);
      const odds = sum / Math.sqrt(rows.length) + 0.1;
      expect(logits[0]! - alone[index]!.logits[0]!).toBeCloseTo(-odds / 2, 3);
      expect(logits[1]! - alone[index]!.logits[1]!).toBeCloseTo(odds / 2, 3);
    }
  });

  it('calls a text without tokens neutral, whatever there is beside the network', async () => {
    const model = await tinySentiment({ ngrams });
    expect(await model.classify([' ', ''])).toEqual(
      Array(2).fill({ label: 'neutral', scores: { positive: 0.5, negative: 0.5, neutral: 1 } }),
    );
  });

  it('scores what it says of labelled texts', async () => {
    const model = await tinySentiment();
    const at = { file: 'x', line: 1 };
    const results = await model.classify(texts);
    const gold = results.map(({ scores }, index) => {
      const likelier = scores.positive > scores.negative ? 'positive' : 'negative';
      // All are right but the first.
      return index > 0 ? likelier : likelier === 'positive' ? 'negative' : 'positive';
    });
    const classified: ClassifiedText[] = texts.map((text, index) => ({ text, label: gold[index]!, at }));
    const judgements = await judgeClassified(model, classified);
    const evaluation = evaluateJudgements(judgements, model.manifest.calibration);
    expect(evaluation.accuracy).toBeCloseTo(7 / 8);
    expect(evaluation.texts).toBe(8);
    expect(evaluation.byClass.positive.gold + evaluation.byClass.negative.gold).toBe(8);
    const neutral = results.filter(({ label }) => label === 'neutral').length;
    expect(evaluation.neutral).toBeCloseTo(neutral / 8);
  });
});

describe('a result', () => {
  it('has scores of six decimals that sum to 1, and is neutral just where they are close', () => {
    const logit = fc.double({ min: -50, max: 50, noNaN: true });
    fc.assert(
      fc.property(logit, logit, fc.double({ min: 0, max: 1, noNaN: true }), (a, b, neutral) => {
        const { label, scores } = toResult([a, b], { temperature: 2, neutral });
        expect(Math.round(1e6 * (scores.positive + scores.negative))).toBe(1e6);
        expect(scores.positive).toBeCloseTo(probabilitiesOf([a, b], 2)[1]!, 5);
        const gap = Math.abs(scores.positive - scores.negative);
        if (gap < neutral) expect(label).toBe('neutral');
        else expect(label).toBe(scores.positive > scores.negative ? 'positive' : 'negative');
        if (scores.neutral > 0.5) expect(label).toBe('neutral');
        if (scores.neutral < 0.5) expect(label).not.toBe('neutral');
      }),
    );
  });

  it.each([
    [0, 0.2, 1, 'neutral'],
    [0.1, 0.2, 0.75, 'neutral'],
    [0.3, 0.2, 0.25, 'positive'],
    [-0.3, 0.2, 0.25, 'negative'],
    [0.4, 0.2, 0, 'positive'],
    [0.9, 0.2, 0, 'positive'],
    [0, 0, 0, 'negative'],
    [0.5, 1, 0.75, 'neutral'],
  ])('lies, %d towards positive in a band of %d, at %d of neutral', (gap, band, place, expected) => {
    const chance = (1 + gap) / 2;
    const { label, scores } = toResult([Math.log(1 - chance), Math.log(chance)], {
      temperature: 1,
      neutral: band,
    });
    expect(label).toBe(expected);
    expect(scores.neutral).toBeCloseTo(place, 5);
  });
});

describe('an evaluation', () => {
  it('counts classes by hand', () => {
    const judged = [
      { logits: [2, 0], gold: 0 },
      { logits: [2, 0], gold: 1 },
      { logits: [0, 2], gold: 1 },
      { logits: [0, 0.01], gold: 1 },
    ];
    const { accuracy, byClass, neutral } = evaluateJudgements(judged, { temperature: 1, neutral: 0.1 });
    expect([accuracy, neutral]).toEqual([0.75, 0.25]);
    expect(byClass.negative).toEqual({ precision: 0.5, recall: 1, f1: 2 / 3, gold: 1 });
    expect(byClass.positive).toEqual({ precision: 1, recall: 2 / 3, f1: 0.8, gold: 3 });
    expect(evaluateJudgements([], { temperature: 1, neutral: 0 }).accuracy).toBe(0);
  });
});

import { describe, expect, it } from 'vitest';
import { evaluateJudgements } from '../../../src/tasks/sentiment/evaluate.ts';

/** Logits by which the likelier class, which is `found`, has this probability. */
const judgement = (gold: number, found: number, chance: number) => {
  const logits = [0, 0];
  logits[found] = Math.log(chance / (1 - chance));
  return { gold, logits };
};

describe('evaluateJudgements', () => {
  const judgements = [
    judgement(0, 0, 0.9),
    judgement(0, 1, 0.8),
    judgement(0, 0, 0.9),
    judgement(1, 1, 0.9),
    judgement(1, 1, 0.9),
    judgement(1, 0, 0.8),
    judgement(1, 1, 0.51),
  ];
  const evaluation = evaluateJudgements(judgements, { temperature: 2, neutral: 0.1 });

  it('counts texts by their class and the likelier one', () => {
    expect(evaluation.confusion).toEqual([
      [2, 1],
      [1, 3],
    ]);
    expect(evaluation.accuracy).toBeCloseTo(5 / 7);
    expect(evaluation.byClass.negative).toEqual({ precision: 2 / 3, recall: 2 / 3, f1: 2 / 3, gold: 3 });
    expect(evaluation.byClass.positive).toEqual({ precision: 3 / 4, recall: 3 / 4, f1: 3 / 4, gold: 4 });
    expect(evaluation.neutral).toBeCloseTo(1 / 7);
  });

  it('sorts the probabilities by confidence, with the temperature and without', () => {
    const used = (bins: typeof evaluation.bins) =>
      bins.flatMap(({ count, confidence, accuracy }) =>
        count > 0 ? [[count, Number(confidence.toFixed(3)), accuracy]] : [],
      );
    expect(used(evaluation.uncalibratedBins)).toEqual([
      [1, 0.51, 1],
      [2, 0.8, 0],
      [4, 0.9, 1],
    ]);
    // The odds at temperature 2 are the roots of those without: 9 to 1 becomes 3 to 1, 4 to 1 becomes 2 to 1.
    expect(used(evaluation.bins)).toEqual([
      [1, 0.505, 1],
      [2, 0.667, 0],
      [4, 0.75, 1],
    ]);
  });

  it('scores each file by itself where texts come from several', () => {
    expect(evaluation.bySource).toEqual({});
    const mixed = judgements.map((each, index) => ({ ...each, source: index < 3 ? 'a.tsv' : 'b.tsv' }));
    const { bySource } = evaluateJudgements(mixed, { temperature: 1, neutral: 0.1 });
    expect(bySource['a.tsv']).toMatchObject({ texts: 3, accuracy: 2 / 3 });
    expect(bySource['b.tsv']).toMatchObject({ texts: 4, accuracy: 3 / 4 });
    // Of a: two right with 0.9, one wrong with 0.8.
    expect(bySource['a.tsv']!.calibrationError).toBeCloseTo((2 * 0.1 + 0.8) / 3);
  });

  it('has figures of no texts', () => {
    const none = evaluateJudgements([], { temperature: 2, neutral: 0.1 });
    expect(none).toMatchObject({
      texts: 0,
      accuracy: 0,
      neutral: 0,
      confusion: [
        [0, 0],
        [0, 0],
      ],
    });
    expect(none.byClass.negative).toEqual({ precision: 0, recall: 0, f1: 0, gold: 0 });
  });
});

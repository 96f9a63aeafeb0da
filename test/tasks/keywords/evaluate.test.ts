import { describe, expect, it } from 'vitest';
import type { KeywordedText } from '../../../src/corpus/keyworded/text.ts';
import { evaluateRanked, rankKeyworded } from '../../../src/tasks/keywords/evaluate.ts';
import { tinyKeywords } from '../../helpers/tiny-keywords.ts';

const at = { file: 'texts', line: 1 };
const phrases = (...scores: [string, number][]) => scores.map(([key, score]) => ({ key, score }));

describe('an evaluation of keywords', () => {
  /** By hand: of 3 gold keywords 2 stand in the texts. */
  const ranked = [
    { gold: ['a', 'z'], present: ['a'], phrases: phrases(['b', 0.9], ['a', 0.62], ['c', 0.2]) },
    { gold: ['d'], present: ['d'], phrases: phrases(['d', 0.7], ['e', 0.1]) },
  ];

  it('scores the first phrases whatever their scores, and as a set those that reach the threshold', () => {
    const { scores, texts, threshold } = evaluateRanked(ranked, 0.65);
    expect([texts, threshold]).toEqual([2, 0.65]);
    const { at: first, set } = scores.extractive;
    expect(first[5]!.micro).toMatchObject({ gold: 2, predicted: 5, correct: 2 });
    expect(set.micro).toMatchObject({ gold: 2, predicted: 2, correct: 1, precision: 0.5, recall: 0.5 });
    expect(set.macro.f1).toBe(0.5);
    expect(scores.all.set.micro).toMatchObject({ gold: 3, predicted: 2, correct: 1 });
  });

  it('tells precision and recall by the least score', () => {
    const { byThreshold } = evaluateRanked(ranked, 0.65);
    expect(byThreshold).toHaveLength(19);
    const point = (minScore: number) => byThreshold.find((each) => Math.abs(each.minScore - minScore) < 1e-9);
    expect(point(0.6)).toMatchObject({ precision: 2 / 3, recall: 1, f1: 4 / 5 });
    expect(point(0.65)).toMatchObject({ precision: 1 / 2, recall: 1 / 2, f1: 1 / 2 });
    expect(point(0.95)).toMatchObject({ precision: 0, recall: 0, f1: 0 });
  });

  it('stands no texts, and carries baselines along', () => {
    const baselines = {} as never;
    const evaluation = evaluateRanked([], 0.5, baselines);
    expect(evaluation.scores.extractive.set.macro.f1).toBe(0);
    expect(evaluation.baselines).toBe(baselines);
    expect(evaluateRanked([], 0.5)).not.toHaveProperty('baselines');
  });
});

describe('ranking', () => {
  it('keeps what the serving path finds at any score, beside the gold phrases of each text', async () => {
    const model = await tinyKeywords();
    const texts: KeywordedText[] = Array.from({ length: 70 }, (_, i) => ({
      text: `night trains link old town ${i}`,
      keywords: i === 66 ? ['Old towns', 'sea'] : [],
      at,
    }));
    const ranked = await rankKeyworded(model, texts);
    expect(ranked).toHaveLength(70);
    expect(ranked[66]).toMatchObject({ gold: ['old town', 'sea'], present: ['old town'] });
    const [found] = await model.find([texts[66]!.text], { minScore: 0 });
    expect(ranked[66]!.phrases.map(({ score }) => score)).toEqual(found!.map(({ score }) => score));
    expect(found!.length).toBeGreaterThan(2);
  });
});

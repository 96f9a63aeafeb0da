import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { confusion, scoreSpans } from '../../../src/tasks/tag/metrics.ts';
import { bioToSpans } from '../../../src/text/bio.ts';

const score = (...pairs: [gold: string, predicted: string][]) =>
  scoreSpans(
    pairs.map(([gold]) => bioToSpans(gold.split(' '))),
    pairs.map(([, predicted]) => bioToSpans(predicted.split(' '))),
  );

/**
 * The counting of conlleval.pl, written after its own state machine: one pass over the tokens of both
 * labellings, which never builds a span. Gives [gold, predicted, correct] chunks.
 */
function conlleval(gold: readonly string[], predicted: readonly string[]): [number, number, number] {
  const counts: [number, number, number] = [0, 0, 0];
  let inCorrect = false;
  for (let index = 0; index <= gold.length; index += 1) {
    const before = [gold[index - 1] ?? 'O', predicted[index - 1] ?? 'O'] as const;
    const here = [gold[index] ?? 'O', predicted[index] ?? 'O'] as const;
    const [endG, endP] = [ends(before[0], here[0]), ends(before[1], here[1])];
    counts[2] += Number(inCorrect && endG && endP);
    const [startG, startP] = [starts(before[0], here[0]), starts(before[1], here[1])];
    counts[0] += Number(startG);
    counts[1] += Number(startP);
    const begins = startG && startP && parts(here[0])[1] === parts(here[1])[1];
    inCorrect = begins || (inCorrect && !endG && !endP);
  }
  return counts;
}

function parts(label: string): [string, string] {
  return label === 'O' ? ['O', ''] : [label[0]!, label.slice(2)];
}

function starts(before: string, label: string): boolean {
  const [[lastTag, lastType], [tag, type]] = [parts(before), parts(label)];
  return tag === 'B' || (tag === 'I' && (lastTag === 'O' || lastType !== type));
}

function ends(before: string, label: string): boolean {
  const [[lastTag, lastType], [tag, type]] = [parts(before), parts(label)];
  return lastTag !== 'O' && (tag !== 'I' || lastType !== type);
}

describe('scoreSpans', () => {
  it.each([
    // A chunk is right only as a whole: type, start and end.
    ['B-x I-x O', 'B-x I-x O', [1, 1, 1]],
    ['B-x I-x O', 'B-x O O', [1, 1, 0]],
    ['B-x I-x O', 'B-y I-y O', [1, 1, 0]],
    // A chunk that begins with I- counts, and equals one that begins with B-.
    ['B-x I-x O', 'I-x I-x O', [1, 1, 1]],
    // A B- inside parts one chunk into two, an I- of another type begins one.
    ['B-x I-x I-x', 'B-x B-x I-x', [1, 2, 0]],
    ['B-x I-y O', 'B-x B-y O', [2, 2, 2]],
    ['O O O', 'O O O', [0, 0, 0]],
  ])('counts %s against %s', (gold, predicted, [golds, predictions, correct]) => {
    expect(score([gold, predicted]).overall).toMatchObject({ gold: golds, predicted: predictions, correct });
    expect(conlleval(gold.split(' '), predicted.split(' '))).toEqual([golds, predictions, correct]);
  });

  it('averages over all spans and tells each slot and whole sentences apart', () => {
    const scores = score(['B-x O B-y', 'B-x O O'], ['B-x I-x O', 'B-x O B-z'], ['O', 'O'], ['B-x', 'B-x']);
    expect(scores.overall).toEqual({
      precision: 2 / 4,
      recall: 2 / 4,
      f1: 0.5,
      gold: 4,
      predicted: 4,
      correct: 2,
    });
    expect(Object.keys(scores.bySlot)).toEqual(['x', 'y', 'z']);
    expect(scores.bySlot.x).toEqual({
      precision: 2 / 3,
      recall: 2 / 3,
      f1: 2 / 3,
      gold: 3,
      predicted: 3,
      correct: 2,
    });
    expect(scores.bySlot.z).toEqual({ precision: 0, recall: 0, f1: 0, gold: 0, predicted: 1, correct: 0 });
    expect(scores).toMatchObject({ exactMatch: 2 / 4, sentences: 4 });
  });

  it('gives 0 for 0 of 0', () => {
    expect(score().overall).toEqual({ precision: 0, recall: 0, f1: 0, gold: 0, predicted: 0, correct: 0 });
    expect(score().exactMatch).toBe(0);
  });

  it('counts a span predicted twice as right once', () => {
    const span = { slot: 'x', start: 0, end: 1 };
    expect(scoreSpans([[span]], [[span, span]]).overall).toMatchObject({ correct: 1, predicted: 2 });
  });

  it('counts as conlleval does, whatever the labels', () => {
    const label = fc.constantFrom('O', 'B-x', 'I-x', 'B-y', 'I-y');
    const sentence = fc.array(fc.tuple(label, label), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(fc.array(sentence, { maxLength: 4 }), (sentences) => {
        const gold = sentences.map((pairs) => pairs.map(([label]) => label));
        const predicted = sentences.map((pairs) => pairs.map(([, label]) => label));
        const sums = [0, 0, 0];
        gold.forEach((labels, index) => {
          conlleval(labels, predicted[index]!).forEach((count, place) => {
            sums[place]! += count;
          });
        });
        const { overall } = scoreSpans(gold.map(bioToSpans), predicted.map(bioToSpans));
        expect([overall.gold, overall.predicted, overall.correct]).toEqual(sums);
        const { precision, recall, f1 } = overall;
        expect(f1).toBeCloseTo(
          precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall),
        );
      }),
      { numRuns: 500 },
    );
  });

  it('refuses lists of different lengths', () => {
    expect(() => scoreSpans([[]], [])).toThrow('1 gold but 0 predicted sentences');
  });
});

describe('confusion', () => {
  it('counts tokens by slot, without B- and I-', () => {
    const table = confusion([['O', 'B-x', 'I-x'], ['B-y']], [['B-x', 'I-x', 'B-y'], ['O']]);
    expect(table).toEqual({
      slots: ['O', 'x', 'y'],
      counts: [
        [0, 1, 0],
        [0, 1, 1],
        [1, 0, 0],
      ],
    });
  });

  it('refuses sentences of different lengths', () => {
    expect(() => confusion([['O']], [['O', 'O']])).toThrow('1 gold but 2 predicted labels');
  });
});

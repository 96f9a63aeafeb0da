import { describe, expect, it } from 'vitest';
import { rankByYake } from '../../../../src/tasks/keywords/baselines/yake.ts';
import { termScores } from '../../../../src/tasks/keywords/baselines/yake-terms.ts';
import { readText } from '../../../../src/tasks/keywords/words.ts';

// Worked by hand from the paper's formulas: ship occurs twice, once with a capital inside a sentence, in sentences 0
// and 1 of 2; its neighbours are all different. turn and sail occur once each, beside ship on the left alone.
const text = 'The Ship turns. A ship sails.';
const usual = 4 / 3 + Math.sqrt(2 / 9);
const ship = (3 * Math.log(Math.log(3.5))) / (1 / (1 + Math.log(2)) + 2 / usual / 3 + 1 / 3);
const turn = (1.5 * Math.log(Math.log(3))) / (0 + 1 / usual / 1.5 + 0.5 / 1.5);
const sail = (1.5 * Math.log(Math.log(4))) / (0 + 1 / usual / 1.5 + 0.5 / 1.5);

describe('termScores', () => {
  it('are those of the formulas, for all terms but stopwords', () => {
    const scores = termScores(readText(text));
    expect([...scores.keys()]).toEqual(['ship', 'turn', 'sail']);
    expect(scores.get('ship')).toBeCloseTo(ship, 12);
    expect(scores.get('turn')).toBeCloseTo(turn, 12);
    expect(scores.get('sail')).toBeCloseTo(sail, 12);
  });

  it('favours acronyms, also at the beginning of a sentence, and terms of early sentences', () => {
    const scores = termScores(readText('LSTM works. Cell works.'));
    expect(scores.get('lstm')).toBeLessThan(scores.get('cell')!);
    const late = termScores(readText('early, one. so. so. so. late, one.'));
    expect(late.get('earli')).toBeLessThan(late.get('late')!);
  });

  it('counts the same neighbours again as less related', () => {
    const same = termScores(readText('big ship, big ship, big ship')).get('ship')!;
    const different = termScores(readText('big ship, old ship, red ship')).get('ship')!;
    expect(same).toBeLessThan(different);
  });
});

describe('rankByYake', () => {
  it('multiplies the terms of a phrase, and divides by how often it occurs', () => {
    const ranked = rankByYake(readText(text));
    const score = (...terms: number[]) =>
      -Math.log(terms.reduce((a, b) => a * b) / (1 + terms.reduce((a, b) => a + b)));
    expect(ranked.map(({ key }) => key)).toEqual(['ship turn', 'ship sail']);
    expect(ranked[0]!.score).toBeCloseTo(score(ship, turn), 12);
    expect(ranked[1]!.score).toBeCloseTo(score(ship, sail), 12);
    const [first] = rankByYake(readText(text), { maxWords: 1 });
    expect([first!.key, first!.occurrences.length]).toEqual(['turn', 1]);
    const single = rankByYake(readText(text), { maxWords: 1 }).find(({ key }) => key === 'ship')!;
    expect(single.score).toBeCloseTo(-Math.log(ship / (2 * (1 + ship))), 12);
  });

  it('scores words that share their stem with a stopword', () => {
    const ranked = rankByYake(readText('Being here, beings, we met'));
    expect(ranked.map(({ text }) => text)).toEqual(expect.arrayContaining(['beings']));
    for (const { score } of ranked) expect(score).toBeGreaterThan(Number.NEGATIVE_INFINITY);
  });

  it('gives nothing for a text without words', () => {
    expect(rankByYake(readText('...'))).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import { confusedPairs, confusionSection } from '../../src/report/confusions.ts';

const confusion = {
  slots: ['O', 'destination', 'origin'],
  counts: [
    [90, 1, 0],
    [0, 6, 2],
    [0, 0, 5],
  ],
};

describe('confusions', () => {
  it('lists the pairs, the most frequent first, with their share of the gold slot', () => {
    expect(confusedPairs(confusion)).toEqual([
      { gold: 'destination', predicted: 'origin', tokens: 2, share: 0.25 },
      { gold: 'O', predicted: 'destination', tokens: 1, share: 1 / 91 },
    ]);
  });

  it('says so when there are none', () => {
    const right = { slots: ['O'], counts: [[3]] };
    expect(confusionSection('test', right).html).toContain('No token got a wrong slot');
  });
});

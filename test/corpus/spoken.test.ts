import { describe, expect, it } from 'vitest';
import { spokenSentence } from '../../src/corpus/spoken.ts';

const values = ({
  text,
  slots,
}: {
  text: string;
  slots: readonly { slot: string; start: number; end: number }[];
}) => slots.map(({ slot, start, end }) => [slot, text.slice(start, end)]);

const label = (text: string, ...slots: [slot: string, value: string][]) => ({
  text,
  slots: slots.map(([slot, value]) => ({
    slot,
    start: text.indexOf(value),
    end: text.indexOf(value) + value.length,
  })),
});

describe('spokenSentence', () => {
  it('moves the slots to the words that are said, and keeps what else is known', () => {
    const sentence = label(
      'To St. Louis, MO by 5:30pm on Nov. 2nd!',
      ['destination', 'St. Louis, MO'],
      ['arrival_time', 'by 5:30pm on Nov. 2nd'],
    );
    const spoken = spokenSentence({ ...sentence, requested: ['destination'], at: { file: 'a', line: 1 } })!;
    expect(spoken.text).toBe('to saint louis missouri by five thirty p m on november second');
    expect(values(spoken)).toEqual([
      ['destination', 'saint louis missouri'],
      ['arrival_time', 'by five thirty p m on november second'],
    ]);
    expect(spoken.requested).toEqual(['destination']);
    expect(spoken.at).toBeUndefined();
  });

  it('leaves out a sentence with a slot that cannot be said or is one with another', () => {
    expect(spokenSentence(label('to 台北 now', ['destination', '台北']))).toBeUndefined();
    expect(spokenSentence(label('on 11/2', ['month', '11'], ['day', '2']))).toBeUndefined();
    expect(spokenSentence(label('?!'))).toBeUndefined();
  });
});

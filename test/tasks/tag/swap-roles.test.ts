import { describe, expect, it } from 'vitest';
import type { LabelledSentence } from '../../../src/corpus/index.ts';
import { swapRoles } from '../../../src/tasks/tag/swap-roles.ts';

const roles = { origin: 'origin', destination: 'destination' };

/** Reads "from [origin Oslo]" as a labelled sentence. */
function read(marked: string): LabelledSentence {
  const slots = [];
  let text = '';
  for (const [, plain, slot, value] of marked.matchAll(/([^[]*)(?:\[(\S+) ([^\]]*)\])?/gu)) {
    text += plain;
    if (slot) slots.push({ slot, start: text.length, end: text.length + value!.length });
    text += value ?? '';
  }
  return { text, slots };
}

/** Writes it back, whatever the order of its slots. */
function write({ text, slots }: LabelledSentence): string {
  return slots
    .toSorted((a, b) => b.start - a.start)
    .reduce(
      (marked, { slot, start, end }) =>
        `${marked.slice(0, start)}[${slot} ${marked.slice(start, end)}]${marked.slice(end)}`,
      text,
    );
}

describe('swapRoles', () => {
  it.each([
    ['from [origin Oslo] to [destination New York]', 'from [origin New York] to [destination Oslo]'],
    ['to [destination New York] from [origin Oslo]!', 'to [destination Oslo] from [origin New York]!'],
    [
      '[travel_class first] to [destination Rome] via [stopover Nice] on [arrival_time May 2nd] from [origin New York] with [carrier KLM]',
      '[travel_class first] to [destination New York] via [stopover Nice] on [arrival_time May 2nd] from [origin Rome] with [carrier KLM]',
    ],
    ['從[origin 台北]到[destination 東京都]', '從[origin 東京都]到[destination 台北]'],
  ])('moves the values and all slots with them: %s', (marked, expected) => {
    const sentence = { ...read(marked), requested: ['origin'], source: 'test' };
    const swapped = swapRoles(sentence, roles)!;
    expect(write(swapped)).toBe(expected);
    expect(swapped).toMatchObject({ requested: ['origin'], source: 'test' });
    expect(swapRoles(swapped, roles)).toEqual(sentence);
    const reversed = { ...sentence, slots: sentence.slots.toReversed() };
    expect(write(swapRoles(reversed, roles)!)).toBe(expected);
  });

  it.each([
    'to [destination Oslo]',
    'from [origin Oslo] to [destination Rome] or [destination Nice]',
    // The carrier and "Oslo" would be one token.
    '[carrier JAL][destination 台北] from [origin Oslo]',
  ])('leaves alone what has not one of each, or would not fit: %s', (marked) => {
    expect(swapRoles(read(marked), roles)).toBeUndefined();
  });
});

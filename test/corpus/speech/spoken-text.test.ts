import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { spokenText } from '../../../src/corpus/speech/spoken-text.ts';
import { numberWords } from '../../../src/text/spoken/numbers.ts';

describe('spokenText', () => {
  it.each([
    ['Activated.', 'activated'],
    ['CHAPTER NINETY NINE', 'chapter ninety nine'],
    ["Don't  stop,\tplease!", "don't stop please"],
    ['Don\u2019t \u201cstop\u201d', "don't stop"],
    ["the dogs' 'bone'", 'the dogs bone'],
    ['Press 1 to mute, 42 to exit.', 'press one to mute forty two to exit'],
    ['3D audio', 'three d audio'],
    ['Call-Forward on Busy', 'call forward on busy'],
    ['a caf\u00e9 \u2014 na\u00efve', 'a cafe naive'],
  ])('writes %j as %j', (text, spoken) => {
    expect(spokenText(text)).toBe(spoken);
  });

  it.each([
    ['dial 500', 'more than one reading (500)'],
    ['a 28.8 modem', 'more than one reading (8.8)'],
    ['at 10:45', 'more than one reading (0:4)'],
    ['the 2nd', 'more than one reading (2nd)'],
    ['www.asterisk.org', 'more than one reading (w.a)'],
    ['press *', 'not read aloud (*)'],
    ['<beep>', 'not read aloud (<)'],
    ['你好', 'not read aloud (你)'],
    ['...', 'no words'],
    ['', 'no words'],
  ])('refuses %j', (text, problem) => {
    expect(spokenText(text)).toMatchObject({ problem: expect.stringContaining(problem) });
  });

  it('gives letters, inner apostrophes and single spaces or a reason, and changes nothing a second time', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(...'aB\' -.,9é"') })), (text) => {
        const spoken = spokenText(text);
        if (typeof spoken !== 'string') return;
        expect(spoken).toMatch(/^[a-z]+(?:'+[a-z]+)*(?: [a-z]+(?:'+[a-z]+)*)*$/u);
        expect(spokenText(spoken)).toBe(spoken);
      }),
    );
  });
});

describe('numberWords', () => {
  it('spells numbers below a hundred', () => {
    expect([0, 7, 13, 20, 42, 99].map(numberWords)).toEqual([
      'zero',
      'seven',
      'thirteen',
      'twenty',
      'forty two',
      'ninety nine',
    ]);
  });
});

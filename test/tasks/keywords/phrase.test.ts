import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { phraseKey, phraseKeys, stemOf } from '../../../src/tasks/keywords/phrase.ts';

/** Words that Porter's paper (1980) gives as examples, and what all its steps together make of them. */
const porter =
  'caresses caress, ponies poni, ties ti, cats cat, feed feed, agreed agre, plastered plaster, bled bled, ' +
  'motoring motor, sing sing, conflated conflat, troubled troubl, sized size, hopping hop, tanned tan, ' +
  'falling fall, hissing hiss, fizzed fizz, failing fail, filing file, happy happi, sky sky, relational relat, ' +
  'conditional condit, rational ration, digitizer digit, vietnamization vietnam, predication predic, ' +
  'operator oper, feudalism feudal, decisiveness decis, hopefulness hope, callousness callous, ' +
  'triplicate triplic, formative form, formalize formal, electrical electr, goodness good, revival reviv, ' +
  'allowance allow, inference infer, airliner airlin, gyroscopic gyroscop, adjustable adjust, ' +
  'defensible defens, irritant irrit, replacement replac, adjustment adjust, dependent depend, adoption adopt, ' +
  'communism commun, activate activ, homologous homolog, effective effect, bowdlerize bowdler, ' +
  'probate probat, rate rate, cease ceas, roll roll, generalizations gener, oscillators oscil';

describe('stemOf', () => {
  it.each(porter.split(', ').map((pair) => pair.split(' ')))('stems %s to %s', (word, stem) => {
    expect(stemOf(word!)).toBe(stem);
    expect(stemOf(word!.toUpperCase())).toBe(stem);
  });

  it.each([
    ['naïves', 'naïves'],
    ['Straßen', 'straßen'],
    ['語', '語'],
    ['ﬁles', 'file'],
    ['2010', '2010'],
    ["'S", "'s"],
    ['’s', "'s"],
  ])('leaves what is not English letters as it is normalised: %s is %s', (word, stem) => {
    expect(stemOf(word)).toBe(stem);
  });

  it.each(['-', ',', '…', '🙂', '\u00B4'])('gives nothing for the sign %s', (sign) => {
    expect(stemOf(sign)).toBeUndefined();
  });
});

describe('phraseKey', () => {
  it.each([
    ['Multi-step matrix games', 'multi step matrix game'],
    ['  decision \tsupport  systems ', 'decis support system'],
    ["Parkinson's disease", "parkinson 's diseas"],
    ['IEEE 802.11b', 'ieee 802 11 b'],
    ['("adaptive control")', 'adapt control'],
    ['--', ''],
  ])('of %j is %j', (phrase, key) => {
    expect(phraseKey(phrase)).toBe(key);
  });

  it('has no empty part and no part with white space, whatever the phrase', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (phrase) => {
        const key = phraseKey(phrase);
        if (key !== '') for (const stem of key.split(' ')) expect(stem).toMatch(/^\S+$/u);
      }),
    );
    expect(phraseKey('\uFDFA').split(' ')).toHaveLength(1);
  });
});

describe('phraseKeys', () => {
  it('gives each key once, and none for signs', () => {
    expect(phraseKeys(['games', '?', 'Game', 'play'])).toEqual(['game', 'plai']);
  });
});

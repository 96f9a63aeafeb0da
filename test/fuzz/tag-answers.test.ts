import { expect, it } from 'vitest';
import { soloRequests, type TagResultBody, tagFault } from './tag-answers.ts';

const text = 'to 🛫 New York';
const sure = { confidence: 0.5 };
const answer: TagResultBody = {
  tokens: [
    { text: 'to', start: 0, end: 2, label: 'O', ...sure },
    { text: '🛫', start: 3, end: 5, label: 'B-origin', ...sure },
    { text: 'New', start: 6, end: 9, label: 'B-destination', ...sure },
    { text: 'York', start: 10, end: 14, label: 'I-destination', ...sure },
  ],
  slots: [
    { slot: 'origin', text: '🛫', start: 3, end: 5, ...sure },
    { slot: 'destination', text: 'New York', start: 6, end: 14, ...sure },
  ],
};

function changed(part: 'tokens' | 'slots', index: number, change: object): TagResultBody {
  return { ...answer, [part]: answer[part].map((each, i) => (i === index ? { ...each, ...change } : each)) };
}

it('finds nothing wrong with a right answer, whatever the unit', () => {
  expect(tagFault(text, 'utf16', answer)).toBeUndefined();
  const [place] = answer.tokens.slice(1, 2);
  const only = (start: number, end: number) => ({
    tokens: [{ ...place!, label: 'O', start, end }],
    slots: [],
  });
  expect(tagFault(text, 'codePoint', only(3, 4))).toBeUndefined();
  expect(tagFault(text, 'byte', only(3, 7))).toBeUndefined();
  expect(
    tagFault('\ud800 a', 'byte', {
      tokens: [{ text: '\ud800', label: 'O', start: 0, end: 3, ...sure }],
      slots: [],
    }),
  ).toBeUndefined();
});

it.each([
  ['offsets that are off', changed('tokens', 0, { start: 1 }), /utf16 1-2 are "o", not "to"/],
  ['offsets beyond the text', changed('tokens', 3, { end: 15 }), /10-15/],
  ['an empty token', changed('tokens', 0, { start: 2, text: '' }), /2-2/],
  ['tokens out of order', { ...answer, tokens: answer.tokens.toReversed() }, /begins before/],
  ['a slot that begins with I', changed('tokens', 2, { label: 'I-destination' }), /label 2 .* has not begun/],
  ['a slot that goes on as another', changed('tokens', 3, { label: 'I-origin' }), /label 3 .* has not begun/],
  ['a slot that no label tells of', changed('tokens', 1, { label: 'O' }), /slots .* instead of/],
  ['a slot that is left out', { ...answer, slots: answer.slots.slice(1) }, /slots .* instead of/],
  [
    'a slot that ends inside a token',
    changed('slots', 1, { end: 13, text: 'New Yor' }),
    /slots .* instead of/,
  ],
])('finds %s', (_, wrong, fault) => {
  expect(tagFault(text, 'utf16', wrong)).toMatch(fault);
});

it('asks for each text by itself with its own slots', () => {
  const texts = ['a', 'b'];
  expect(soloRequests({ texts, model: 'm', requested: ['x'] })).toEqual([
    { model: 'm', text: 'a', requested: ['x'] },
    { model: 'm', text: 'b', requested: ['x'] },
  ]);
  expect(soloRequests({ texts, requested: [['x'], []] })).toEqual([
    { text: 'a', requested: ['x'] },
    { text: 'b', requested: [] },
  ]);
});

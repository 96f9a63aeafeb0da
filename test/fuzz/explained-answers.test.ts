import { expect, it } from 'vitest';
import { explanationFault } from './explained-answers.ts';
import type { TagResultBody } from './tag-answers.ts';

const rome = { slot: 'destination', text: 'Rome', start: 3, end: 7, confidence: 0.9 };
const words = [{ text: 'to', start: 0, end: 2, effect: 0.8 }];
const plain: TagResultBody = {
  tokens: [
    { text: 'to', start: 0, end: 2, label: 'O', confidence: 0.5 },
    { text: 'Rome', start: 3, end: 7, label: 'B-destination', confidence: 0.5 },
  ],
  slots: [rome],
};
const explained = (...slots: object[]): TagResultBody => ({ ...plain, explanation: { slots } as never });

it('finds nothing wrong with a right explanation', () => {
  expect(explanationFault({ explain: true }, explained({ ...rome, words }))).toBeUndefined();
  expect(explanationFault({ explain: true, explainSlots: [] }, explained())).toBeUndefined();
  expect(explanationFault({ explain: false }, plain)).toBeUndefined();
});

const withStates = (values: Record<string, number[][]>): TagResultBody => ({
  ...plain,
  states: { layers: [{ directions: [{ values }] }] },
});

it('finds nothing wrong with right states', () => {
  expect(
    explanationFault(
      { explain: 'states' },
      withStates({
        h: [[1], [2]],
        c: [
          [1, 2],
          [3, 4],
        ],
      }),
    ),
  ).toBeUndefined();
});

it.each([
  [
    'states that nobody asked for',
    { explain: true },
    { ...withStates({ h: [[1], [2]] }), ...explained({ ...rome, words }) },
    /states that nobody/,
  ],
  ['no states', { explain: 'states' }, plain, /no states/],
  ['empty states', { explain: 'states' }, withStates({}), /no gate/],
  ['states of fewer tokens', { explain: 'states' }, withStates({ h: [[1]] }), /h does not/],
  ['tokens of fewer numbers', { explain: 'states' }, withStates({ h: [[1, 2], [1]] }), /h does not/],
] as const)('finds %s', (_, asked, result, fault) => {
  expect(explanationFault(asked, result)).toMatch(fault);
});

it.each([
  ['one that nobody asked for', {}, explained({ ...rome, words }), /nobody asked/],
  ['none', { explain: true }, plain, /no explanation/],
  ['a slot that is left out', { explain: true }, explained(), /0 slots/],
  ['another slot', { explain: true }, explained({ ...rome, slot: 'origin', words }), /or others/],
  [
    'a slot that was not to be explained',
    { explain: true, explainSlots: ['x'] },
    explained({ ...rome, words }),
    /1 slots/,
  ],
  ['words that are left out', { explain: true }, explained({ ...rome, words: [] }), /words of destination/],
  [
    'words inside',
    { explain: true },
    explained({ ...rome, words: [...words, { ...rome, effect: 1 }] }),
    /words of/,
  ],
])('finds %s', (_, asked, result, fault) => {
  expect(explanationFault(asked, result)).toMatch(fault);
});

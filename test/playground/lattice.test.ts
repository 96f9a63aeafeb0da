import { expect, it } from 'vitest';
import { nameOf, peaksOf, rowsOf, runsOf } from '../../src/playground/lattice.ts';

const [blank, b, o] = ['', 'b', 'o'].map((letter) => ({ letter, probability: 0.5 })) as [
  Letter,
  Letter,
  Letter,
];
type Letter = { readonly letter: string; readonly probability: number };

it('gives each letter that occurs a row, the blank first and always', () => {
  expect(rowsOf([[o, b], [{ letter: ' ', probability: 1 }]])).toEqual(['', ' ', 'b', 'o']);
  expect(rowsOf([])).toEqual(['']);
  expect(rowsOf([[o, b]]).map(nameOf)).toEqual(['blank', 'b', 'o']);
  expect(nameOf(' ')).toBe('space');
});

it('joins neighbouring frames of the same letter, and names what else they may be', () => {
  const likelier = { letter: 'b', probability: 0.7 };
  expect(runsOf([[blank], [b, blank], [likelier, o], [o], [b]])).toEqual([
    { letter: '', start: 0, end: 1, probability: 0.5, others: [] },
    { letter: 'b', start: 1, end: 3, probability: 0.6, others: ['', 'o'] },
    { letter: 'o', start: 3, end: 4, probability: 0.5, others: [] },
    { letter: 'b', start: 4, end: 5, probability: 0.5, others: [] },
  ]);
  expect(runsOf([])).toEqual([]);
});

it('takes the loudest sample of each step, however it is signed', () => {
  expect(peaksOf(Float32Array.of(0.25, -0.5, 0.125, 0, 0.75), 2)).toEqual([0.5, 0.125, 0.75]);
  expect(peaksOf(new Float32Array(10).fill(0.5), 2.5)).toEqual([0.5, 0.5, 0.5, 0.5]);
  expect(peaksOf(new Float32Array(), 3)).toEqual([]);
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CtcAlphabet } from '../../../src/decoding/ctc/alphabet.ts';
import { decodeGreedy, decodeNaive, GreedyDecoder } from '../../../src/decoding/ctc/greedy.ts';
import { labelsOf } from './brute-force.ts';
import cases from './cases.json' with { type: 'json' };
import { framesOf, matrixOf, matrixOfPath, rows } from './matrices.ts';

const letters: CtcAlphabet = { symbols: ['-', 'a', 'b', ' '], blank: 0, wordSeparator: ' ' };
const praise: CtcAlphabet = { symbols: ['φ', '好', '棒'], blank: 0 };

describe('greedy decoding', () => {
  for (const { name, symbols, blank, probabilities, greedy } of cases) {
    it(`gives the published values: ${name}`, () => {
      const read = decodeGreedy(matrixOf(probabilities), { symbols, blank });
      expect(read.text).toBe(greedy.text);
      expect(read.acoustic).toBeCloseTo(greedy.acoustic, 10);
      expect(read.score).toBe(read.acoustic);
    });
  }

  it('merges repetitions, drops blanks and tells the frames of each token', () => {
    const { text, tokens } = decodeGreedy(matrixOfPath('-aa-ab--', letters), letters);
    expect(text).toBe('aab');
    expect(tokens).toEqual([
      { token: 'a', start: 1, end: 3, confidence: 1 },
      { token: 'a', start: 4, end: 5, confidence: 1 },
      { token: 'b', start: 5, end: 6, confidence: 1 },
    ]);
  });

  it('tells words with their frames, and no empty ones', () => {
    const { text, words } = decodeGreedy(matrixOfPath(' ab - -bb ', letters), letters);
    expect(text).toBe('ab b');
    expect(words).toEqual([
      { word: 'ab', start: 1, end: 3, confidence: 1 },
      { word: 'b', start: 7, end: 9, confidence: 1 },
    ]);
  });

  it('joins word pieces', () => {
    const pieces: CtcAlphabet = {
      symbols: ['_', '▁tai', 'pei', '▁to', '▁'],
      blank: 0,
      wordSeparator: '▁',
    };
    const path = [3, 0, 1, 2, 4, 3].map((sure) => pieces.symbols.map((_, s) => Number(s === sure)));
    const { text, words, tokens } = decodeGreedy(matrixOf(path), pieces);
    expect(text).toBe('to taipei to');
    expect(words.map(({ start, end }) => [start, end])).toEqual([
      [0, 1],
      [2, 4],
      [5, 6],
    ]);
    expect(tokens.map(({ token }) => token)).toEqual(['▁to', '▁tai', 'pei', '▁', '▁to']);
  });

  it('reads 好棒棒 with a blank, and only 好棒 without', () => {
    const matrix = matrixOfPath('好好棒φ棒棒', praise);
    expect(decodeGreedy(matrix, praise).text).toBe('好棒棒');
    expect(decodeNaive(matrix, praise).text).toBe('好棒');
    expect(decodeNaive(matrix, praise).tokens[1]).toEqual({ token: '棒', start: 2, end: 6, confidence: 1 });
  });

  it('takes the first of equally likely symbols', () => {
    const even = Array(3).fill([0.25, 0.25, 0.25, 0.25]);
    expect(decodeGreedy(matrixOf(even), letters).text).toBe('');
    expect(decodeGreedy(matrixOf(even), { ...letters, blank: 3, wordSeparator: 'a' }).text).toBe('-');
  });

  it('reads no frames as the empty text', () => {
    const none = { text: '', score: 0, acoustic: 0, languageModel: 0, hotwords: 0, tokens: [], words: [] };
    expect(decodeGreedy(matrixOf([], 4), letters)).toEqual(none);
  });

  it('does what its definition says, in steps of any size', () => {
    const names = 'abcd';
    fc.assert(
      fc.property(
        rows({ frames: [0, 12], symbols: 4 }),
        fc.nat(3),
        fc.integer({ min: 1, max: 5 }),
        (probabilities, blank, size) => {
          const alphabet = { symbols: [...names], blank };
          const matrix = matrixOf(probabilities, 4);
          const whole = decodeGreedy(matrix, alphabet);
          const path = probabilities.map((row) => row.indexOf(Math.max(...row)));
          expect(whole.text).toBe(
            labelsOf(path, blank)
              .map((s) => names[s])
              .join(''),
          );
          const decoder = new GreedyDecoder(alphabet);
          for (let t = 0; t < matrix.frames; t += size) {
            decoder.step(framesOf(matrix, t, Math.min(matrix.frames, t + size)));
          }
          expect(decoder.end()).toEqual(whole);
        },
      ),
    );
  });
});

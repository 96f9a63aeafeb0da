import { describe, expect, it } from 'vitest';
import { CtcBeamDecoder } from '../../../src/decoding/ctc/beam-decoder.ts';
import type { CtcError } from '../../../src/decoding/ctc/error.ts';
import { decodeGreedy } from '../../../src/decoding/ctc/greedy.ts';

const alphabet = { symbols: ['', 'a', 'b'], blank: 0 };

function refusal(run: () => unknown): CtcError {
  try {
    run();
  } catch (error) {
    return error as CtcError;
  }
  throw new Error('nothing was refused');
}

describe('what cannot be decoded', () => {
  it.each([
    ['no symbols', { symbols: [], blank: 0 }, ['symbols']],
    ['the same symbol twice', { symbols: ['a', 'b', 'a'], blank: 1 }, ['symbols', 2]],
    ['an empty symbol that is not the blank', { symbols: ['-', ''], blank: 0 }, ['symbols', 1]],
    ['a blank out of range', { symbols: ['a'], blank: 1 }, ['blank']],
    ['a negative blank', { symbols: ['a'], blank: -1 }, ['blank']],
    ['a blank that is no index', { symbols: ['a'], blank: 0.5 }, ['blank']],
    ['an empty separator', { ...alphabet, wordSeparator: '' }, ['wordSeparator']],
    ['a separator that is no symbol', { ...alphabet, wordSeparator: '|' }, ['wordSeparator']],
    [
      'a separator that is the blank',
      { symbols: [' ', 'a'], blank: 0, wordSeparator: ' ' },
      ['wordSeparator'],
    ],
  ])('names the field: %s', (_, bad, path) => {
    expect(refusal(() => new CtcBeamDecoder(bad))).toMatchObject({ name: 'CtcError', path });
  });

  it.each([
    ['NaN', Number.NaN],
    ['+Infinity', Number.POSITIVE_INFINITY],
  ])('names the frame and the symbol of %s', (_, value) => {
    const matrix = { values: Float32Array.of(0, -1, -2, -1, value, 0), frames: 2, symbols: 3 };
    expect(refusal(() => decodeGreedy(matrix, alphabet)).path).toEqual(['matrix', 1, 1]);
    expect(refusal(() => new CtcBeamDecoder(alphabet).decode(matrix)).path).toEqual(['matrix', 1, 1]);
  });

  it('compares the shape with the values and the alphabet', () => {
    const values = new Float32Array(6);
    expect(refusal(() => decodeGreedy({ values, frames: 3, symbols: 2 }, alphabet)).message).toMatch(
      /2 columns.*3 symbols/,
    );
    expect(refusal(() => decodeGreedy({ values, frames: 3, symbols: 3 }, alphabet)).message).toMatch(
      /6 values/,
    );
  });

  it.each([
    ['beamWidth', 0],
    ['beamWidth', 1.5],
    ['alternatives', 0],
    ['beamThreshold', -1],
    ['beamThreshold', Number.NaN],
    ['tokenMinLogProb', 0.1],
  ])('refuses %s %s', (field, value) => {
    expect(refusal(() => new CtcBeamDecoder(alphabet, { [field]: value })).path).toEqual([field]);
  });
});

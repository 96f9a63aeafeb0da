import type { CtcAlphabet, CtcMatrix } from '../../decoding/ctc/index.ts';

/** A letter that a frame may speak; an empty one is the blank, which says that nothing new is spoken. */
export interface HeardLetter {
  readonly letter: string;
  readonly probability: number;
}

/** What a network heard over time. */
export interface LetterFrames {
  /** Seconds from one frame to the next. */
  readonly seconds: number;
  /** The likeliest letters of each frame, the likeliest first: one at least. */
  readonly best: readonly (readonly HeardLetter[])[];
}

const mostLetters = 3;
const leastProbability = 0.01;

/** The likeliest letters of each frame of `seconds`: three at most, each above 0.01. */
export function letterFrames(matrix: CtcMatrix, alphabet: CtcAlphabet, seconds: number): LetterFrames {
  const { values, frames, symbols } = matrix;
  const best = Array.from({ length: frames }, (_, frame) => {
    const row = Array.from(values.subarray(frame * symbols, (frame + 1) * symbols), (value, symbol) => ({
      letter: symbol === alphabet.blank ? '' : alphabet.symbols[symbol]!,
      probability: Math.min(1, Math.round(Math.exp(value) * 1e4) / 1e4),
    }));
    const likely = row.toSorted((a, b) => b.probability - a.probability).slice(0, mostLetters);
    return likely.filter(({ probability }, place) => place === 0 || probability > leastProbability);
  });
  return { seconds: Math.round(seconds * 1e6) / 1e6, best };
}

import type { RandomSource } from '../../random.ts';

/** A part of a sentence; `inside` means that it belongs to the slot being filled. */
export type Piece = { text: string; inside: boolean };

/** The part that the slot holds. */
export const inside = (text: string): Piece => ({ text, inside: true });

/** A word around the value that the slot does not hold ("on", "at", "in the"). */
export const outside = (text: string): Piece => ({ text, inside: false });

/** How a sentence is written; chosen once, so that numbers and letters agree with each other. */
export type Style = {
  /** Numbers as words, lower case, no punctuation: the text of a speech recogniser. */
  spoken: boolean;
  letters: 'written' | 'lower' | 'capitals' | 'title';
  /** `none` drops all punctuation outside of values, `loose` the final mark. */
  punctuation: 'full' | 'loose' | 'none';
};

/** What a kind of value draws from. */
export type Draw = { random: RandomSource; style: Style };

/** True with the given probability. */
export const chance = (draw: Draw, probability: number): boolean => draw.random.next() < probability;

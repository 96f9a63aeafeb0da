import type { CtcAlphabet } from '../../decoding/ctc/index.ts';

/** The letters that English models write, the space among them. */
export const englishLetters = "abcdefghijklmnopqrstuvwxyz' ";

/** The alphabet of some letters: the blank comes first, and a space among them parts words. */
export function alphabetOf(letters: string): CtcAlphabet & { readonly symbols: string[] } {
  const symbols = ['', ...letters];
  return { symbols, blank: 0, ...(letters.includes(' ') && { wordSeparator: ' ' }) };
}

/** A text as indices of symbols; undefined if it has a character that is none of them. */
export function encodeText(text: string, { symbols }: CtcAlphabet): number[] | undefined {
  const indices = [...text].map((letter) => symbols.indexOf(letter));
  return indices.includes(-1) ? undefined : indices;
}

/**
 * The form in which the encoders see a token's text: NFKC, lower case, a typographic apostrophe as the plain
 * one, and, only when asked, every decimal digit as 0.
 */
export function normalizeWord(text: string, options: { readonly zeroDigits?: boolean } = {}): string {
  const folded = text.normalize('NFKC').toLowerCase().normalize('NFKC').replaceAll('’', "'");
  return options.zeroDigits ? folded.replaceAll(/\p{Nd}/gu, '0') : folded;
}

/** Orders strings by code points, which is the same on every machine and in every locale. */
export function compareCodePoints(a: string, b: string): number {
  let index = 0;
  while (index < a.length && index < b.length && a[index] === b[index]) {
    index += 1;
  }
  // Where the second half of a pair differs, its whole code point is the one to compare.
  const inside = index > 0 && (a.codePointAt(index - 1)! > 0xffff || b.codePointAt(index - 1)! > 0xffff);
  const place = inside ? index - 1 : index;
  return (a.codePointAt(place) ?? -1) - (b.codePointAt(place) ?? -1);
}

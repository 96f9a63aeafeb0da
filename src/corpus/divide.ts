import { createHash } from 'node:crypto';

/** Shares of train that are set apart for parts that are not given. */
export interface SplitShares {
  readonly dev: number;
  readonly test: number;
}

/** Texts in parts. */
export interface DividedTexts<Text> {
  readonly train: readonly Text[];
  readonly dev: readonly Text[];
  readonly test: readonly Text[] | undefined;
}

/**
 * Sets parts that are missing apart by hash of the text: below the share of test it is test, then dev. The same text
 * is never on both sides, and adding texts moves no others.
 */
export function divide<Text extends { readonly text: string }>(
  texts: readonly Text[],
  given: { readonly dev: readonly Text[] | undefined; readonly test: readonly Text[] | undefined },
  split: SplitShares,
): DividedTexts<Text> {
  const testShare = given.test ? 0 : split.test;
  const devShare = given.dev ? 0 : split.dev;
  const places = texts.map(({ text }) => placeOf(text));
  const part = (from: number, to: number) =>
    texts.filter((_, index) => places[index]! >= from && places[index]! < to);
  return {
    train: part(testShare + devShare, 1),
    dev: given.dev ?? part(testShare, testShare + devShare),
    test: given.test ?? (testShare > 0 ? part(0, testShare) : undefined),
  };
}

/** Cuts texts in two by hash of the text: about `share` of them, and the others. */
export function cutShare<Text extends { readonly text: string }>(
  texts: readonly Text[],
  share: number,
): { readonly apart: readonly Text[]; readonly others: readonly Text[] } {
  if (share === 0) return { apart: [], others: texts };
  const isApart = ({ text }: Text): boolean => placeOf(text) < share;
  return { apart: texts.filter(isApart), others: texts.filter((text) => !isApart(text)) };
}

/** Where in [0, 1) the hash of a text is: the first 32 bits of its SHA-256. */
function placeOf(text: string): number {
  return createHash('sha256').update(text).digest().readUInt32BE() / 0x1_0000_0000;
}

/**
 * The texts to train on without what the parts to measure on have, whatever its case and punctuation, and without
 * what was there before with the same key.
 */
export function withoutRepeats<Text extends { readonly text: string }>(
  { train, dev, test }: DividedTexts<Text>,
  keyOf: (text: Text) => string,
): Text[] {
  const held = new Set([...dev, ...(test ?? [])].map(({ text }) => wordsOf(text)));
  const seen = new Set<string>();
  return train.filter((text) => {
    const key = keyOf(text);
    if (seen.has(key) || held.has(wordsOf(text.text))) return false;
    seen.add(key);
    return true;
  });
}

/** What stays the same however a corpus treats case and punctuation; the text itself if there is nothing else. */
function wordsOf(text: string): string {
  const words = text
    .normalize('NFKC')
    .toLowerCase()
    .match(/[\p{L}\p{M}\p{N}]+/gu);
  return words?.join(' ') ?? text;
}

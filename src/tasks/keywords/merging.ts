import { compareCodePoints } from '../../text/normalize.ts';
import { type TokenRange, takeFree } from './occurrences.ts';

/** A phrase with how good it is, the higher the better. */
export interface ScoredPhrase {
  readonly key: string;
  readonly text: string;
  readonly score: number;
  readonly occurrences: readonly TokenRange[];
}

/**
 * The list of phrases to show, the best first. Phrases of one key become one, with the score and the text of the best of
 * them and the occurrences of all; other keys are other phrases, also those of the same words in another order. Going down
 * the list, an occurrence that shares a token with one that is kept already is dropped, and a phrase that has none
 * left is not listed: what covers it stands for it. Of equal scores the phrase that occurs earlier (at a dropped place, too) comes first, then that
 * of more words, then that of the smaller text by code points. The order of the input does not matter.
 */
export function mergePhrases(phrases: readonly ScoredPhrase[]): ScoredPhrase[] {
  const byKey = new Map<string, ScoredPhrase[]>();
  for (const phrase of phrases) {
    const same = byKey.get(phrase.key);
    if (same) same.push(phrase);
    else byKey.set(phrase.key, [phrase]);
  }
  const taken = new Set<number>();
  return [...byKey.values()]
    .map(unite)
    .sort(compare)
    .flatMap((phrase) => {
      const occurrences = phrase.occurrences.filter((range) => takeFree(range, taken));
      return occurrences.length > 0 ? [{ ...phrase, occurrences }] : [];
    });
}

/** Phrases of one key as one. */
function unite(same: readonly ScoredPhrase[]): ScoredPhrase {
  const best = same.toSorted((a, b) => b.score - a.score || compareCodePoints(a.text, b.text))[0]!;
  const places = new Map(same.flatMap(({ occurrences }) => occurrences.map((each) => [placeOf(each), each])));
  const occurrences = [...places.values()].sort((a, b) => a.first - b.first || b.last - a.last);
  return { ...best, occurrences };
}

function placeOf({ first, last }: TokenRange): string {
  return `${first}-${last}`;
}

function compare(a: ScoredPhrase, b: ScoredPhrase): number {
  return (
    b.score - a.score ||
    firstOf(a) - firstOf(b) ||
    b.key.split(' ').length - a.key.split(' ').length ||
    compareCodePoints(a.text, b.text) ||
    compareCodePoints(a.key, b.key)
  );
}

/** Where a phrase occurs first; one that occurs nowhere comes last, and is not listed anyway. */
function firstOf({ occurrences }: ScoredPhrase): number {
  return occurrences[0]?.first ?? Number.MAX_SAFE_INTEGER;
}

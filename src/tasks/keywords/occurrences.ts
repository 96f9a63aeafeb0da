import type { Word } from './words.ts';

/** Tokens of a text from `first` to `last`, both of them included. */
export interface TokenRange {
  readonly first: number;
  readonly last: number;
}

/**
 * Every place where phrases stand in a text, by key (`phraseKey`), in the order of the text; keys that it does not hold
 * are left out. Signs may stand between the words of a phrase ("multi-step" holds "multi step"), never at its ends, and no
 * end of a sentence or paragraph inside. Places may overlap. Takes one look at a word for each key that begins with it.
 */
export function findOccurrences(words: readonly Word[], keys: Iterable<string>): Map<string, TokenRange[]> {
  const byFirst = new Map<string, string[][]>();
  for (const key of new Set(keys)) {
    const stems = key.split(' ');
    addTo(byFirst, stems[0]!, stems);
  }
  const found = new Map<string, TokenRange[]>();
  words.forEach(({ stem, token }, at) => {
    for (const stems of byFirst.get(stem) ?? []) {
      if (!standsAt(words, at, stems)) continue;
      addTo(found, stems.join(' '), { first: token, last: words[at + stems.length - 1]!.token });
    }
  });
  return found;
}

function addTo<Value>(lists: Map<string, Value[]>, key: string, value: Value): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}

function standsAt(words: readonly Word[], at: number, stems: readonly string[]): boolean {
  return stems.every((stem, index) => {
    const word = words[at + index];
    return word?.stem === stem && (index === 0 || word.gap !== 'end');
  });
}

/**
 * The places of phrases that are labelled in a text: those of phrases with the most words first, then the earlier ones,
 * without those that share a token with one before. In the order of the text.
 */
export function labelledRanges(words: readonly Word[], keys: Iterable<string>): TokenRange[] {
  const places = [...findOccurrences(words, keys)].flatMap(([key, ranges]) => {
    const size = key.split(' ').length;
    return ranges.map((range) => ({ range, size }));
  });
  places.sort((a, b) => b.size - a.size || a.range.first - b.range.first);
  const taken = new Set<number>();
  const kept = places.filter(({ range }) => takeFree(range, taken)).map(({ range }) => range);
  return kept.sort((a, b) => a.first - b.first);
}

/** Takes the tokens of a range if none of them is taken yet, and says whether it did. */
export function takeFree({ first, last }: TokenRange, taken: Set<number>): boolean {
  for (let token = first; token <= last; token++) if (taken.has(token)) return false;
  for (let token = first; token <= last; token++) taken.add(token);
  return true;
}

/** BIO labels of as many tokens as the text has: `B-keyword` at the first of a range, `I-keyword` in it, `O` elsewhere. */
export function bioOf(ranges: readonly TokenRange[], tokens: number): string[] {
  const labels = new Array<string>(tokens).fill('O');
  for (const { first, last } of ranges) {
    labels.fill('I-keyword', first, last + 1);
    labels[first] = 'B-keyword';
  }
  return labels;
}

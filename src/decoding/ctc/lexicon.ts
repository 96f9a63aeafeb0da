import { CharTrie } from './char-trie.ts';
import { CtcError } from './error.ts';
import { PairTable } from './pair-table.ts';

/** The words that a text may be made of, followed code point by code point; a state is a number. */
export interface Lexicon {
  /** Before a word. */
  readonly start: number;
  /** The state after one more code point, or -1 if no word goes on like that. */
  advance(state: number, code: number): number;
  /** Whether a word ends here. */
  isWordEnd(state: number): boolean;
}

/** A lexicon for texts with word separators, or for texts without, which any words in a row make. Throws a CtcError. */
export function buildLexicon(words: Iterable<string>, separated: boolean): Lexicon {
  const trie = new CharTrie();
  let count = 0;
  for (const word of words) {
    if (word === '' || /\s/.test(word)) {
      throw new CtcError(['lexicon', count], 'A lexicon holds single words, without white space');
    }
    trie.add(word, count++);
  }
  if (count === 0) throw new CtcError(['lexicon'], 'The lexicon is empty; send a word, or leave it out');
  return separated ? separatedLexicon(trie) : new RunningLexicon(trie);
}

function separatedLexicon(trie: CharTrie): Lexicon {
  return {
    start: 0,
    advance: (state, code) => trie.child(state, code),
    isWordEnd: (state) => trie.wordAt(state) >= 0,
  };
}

/** Without separators a text may be parted in several ways at once: a state is the set of nodes where it can be. */
class RunningLexicon implements Lexicon {
  readonly start = 0;
  readonly #trie: CharTrie;
  readonly #sets: (readonly number[])[] = [[0]];
  readonly #numbers = new Map([['0', 0]]);
  /** Where states lead that were asked before; -2 for nowhere. */
  readonly #known = new PairTable();

  constructor(trie: CharTrie) {
    this.#trie = trie;
  }

  advance(state: number, code: number): number {
    const known = this.#known.get(state, code);
    if (known !== -1) return Math.max(-1, known);
    const next = this.#next(state, code);
    this.#known.set(state, code, next < 0 ? -2 : next);
    return next;
  }

  isWordEnd(state: number): boolean {
    return this.#sets[state]!.includes(0);
  }

  #next(state: number, code: number): number {
    const next: number[] = [];
    for (const node of this.#sets[state]!) {
      const child = this.#trie.child(node, code);
      if (child >= 0) next.push(child);
    }
    if (next.some((node) => this.#trie.wordAt(node) >= 0)) next.push(0);
    return next.length === 0 ? -1 : this.#numberOf(next);
  }

  #numberOf(set: readonly number[]): number {
    const key = set.join();
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    this.#sets.push(set);
    this.#numbers.set(key, this.#sets.length - 1);
    return this.#sets.length - 1;
  }
}

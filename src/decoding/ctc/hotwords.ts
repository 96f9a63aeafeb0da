import { CharTrie } from './char-trie.ts';
import { CtcError } from './error.ts';
import { PairTable } from './pair-table.ts';

/** A word or phrase that is expected. */
export interface CtcHotword {
  /** Words with spaces between, or characters where the alphabet has no separator. */
  readonly text: string;
  /** Added to the score each time the phrase is said, as natural logs; below 0 for what is not expected. */
  readonly weight?: number | undefined;
}

/** The weight of a hotword that has none of its own. */
export const defaultHotwordWeight = 5;

const space = 0x20;

/**
 * All phrases at once as an automaton (Aho & Corasick 1975) over code points. With separators a phrase begins and ends
 * where words do. A state is a number.
 */
export class Hotwords {
  readonly #trie = new CharTrie();
  /** Of each node that of the longest other beginning of a phrase which the text ends in there. */
  readonly #fallback: Int32Array;
  /** Where states lead that have no child of the code point, if they were asked before. */
  readonly #known = new PairTable();
  readonly #gain: Float64Array;
  readonly #pending: Float64Array;
  /** Before the first word. */
  readonly start: number;
  /** No state's gain, and no state's pending part, is more than this. */
  readonly most: number;

  /** Throws a CtcError. Of a phrase that comes twice the last weight counts. */
  constructor(hotwords: readonly CtcHotword[], separated: boolean) {
    const ends = new Map<number, number>();
    for (const [phrase, weight] of phrasesOf(hotwords, separated)) {
      ends.set(this.#trie.add(phrase, 0), weight);
    }
    const { count } = this.#trie;
    this.#gain = new Float64Array(count);
    this.#pending = new Float64Array(count);
    this.#fallback = new Int32Array(count).fill(-1);
    const depths = depthsOf(this.#trie);
    for (const [end, weight] of ends) this.#weigh(end, weight, { depths, lead: separated ? 1 : 0 });
    for (const node of [...depths.keys()].sort((a, b) => depths[a]! - depths[b]!)) this.#fallBack(node);
    this.start = separated ? this.endWord(0) : 0;
    const highest = (list: Float64Array): number => list.reduce((most, one) => Math.max(most, one), 0);
    this.most = Math.max(highest(this.#gain), highest(this.#pending));
  }

  /** The state after one more code point. */
  advance(state: number, code: number): number {
    const child = this.#trie.child(state, code);
    if (child >= 0 || state === 0) return Math.max(0, child);
    const known = this.#known.get(state, code);
    if (known >= 0) return known;
    const next = this.advance(this.#fallback[state]!, code);
    this.#known.set(state, code, next);
    return next;
  }

  /** The state after the end of a word. */
  endWord(state: number): number {
    return this.advance(state, space);
  }

  /** What the phrases add that end in this state. */
  gainAt(state: number): number {
    return this.#gain[state]!;
  }

  /** The part of a weight that as much of its phrase is worth as is said: keeps it in the beam, and is no score. */
  pendingAt(state: number): number {
    return this.#pending[state]!;
  }

  /** Puts the weight of a phrase where it ends, and parts of it where it is on its way. */
  #weigh(end: number, weight: number, about: { readonly depths: Int32Array; readonly lead: number }): void {
    const { depths, lead } = about;
    this.#gain[end] = weight;
    const whole = depths[end]! - lead;
    for (let node = this.#trie.parentOf(end); node > 0; node = this.#trie.parentOf(node)) {
      const part = (weight * (depths[node]! - lead)) / whole;
      this.#pending[node] = Math.max(this.#pending[node]!, part);
    }
  }

  /** Finds a node's fallback, and adds what that one is worth; nodes nearer to the root have theirs already. */
  #fallBack(node: number): void {
    if (node === 0) return;
    const code = this.#trie.codeOf(node);
    let at = this.#fallback[this.#trie.parentOf(node)]!;
    while (at >= 0 && this.#trie.child(at, code) < 0) at = this.#fallback[at]!;
    const fallback = at < 0 ? 0 : this.#trie.child(at, code);
    this.#fallback[node] = fallback;
    this.#gain[node] = this.#gain[node]! + this.#gain[fallback]!;
    this.#pending[node] = Math.max(this.#pending[node]!, this.#pending[fallback]!);
  }
}

function phrasesOf(hotwords: readonly CtcHotword[], separated: boolean): Map<string, number> {
  const phrases = new Map<string, number>();
  for (const [index, { text, weight = defaultHotwordWeight }] of hotwords.entries()) {
    const words = text.split(/\s+/).filter((word) => word !== '');
    if (words.length === 0) throw new CtcError(['hotwords', index, 'text'], 'A hotword needs a letter');
    if (!Number.isFinite(weight)) {
      throw new CtcError(['hotwords', index, 'weight'], 'The weight must be a finite number');
    }
    phrases.set(separated ? ` ${words.join(' ')} ` : words.join(''), weight);
  }
  return phrases;
}

function depthsOf(trie: CharTrie): Int32Array {
  const depths = new Int32Array(trie.count);
  for (let node = 1; node < trie.count; node++) depths[node] = depths[trie.parentOf(node)]! + 1;
  return depths;
}

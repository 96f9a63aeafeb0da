import { CharTrie, type CharTrieData } from './char-trie.ts';
import { PairTable, type PairTableData } from './pair-table.ts';

/** An `NgramModel` as plain data, which threads can share. Probabilities are natural logs. */
export interface NgramData {
  readonly order: number;
  /** Words by their letters, under their numbers; the tags `<s>`, `</s>` and `<unk>` are not among them. */
  readonly vocabulary: CharTrieData;
  /** n-grams: entry 0 is the empty one; a pair of an entry and a word leads to the entry of one word more. */
  readonly entries: PairTableData;
  /** Of each entry; NaN where it only stands for the beginning of longer ones. */
  readonly logProb: Float32Array;
  readonly backoff: Float32Array;
  /** The entry of the longest proper ending of each that is an entry too. */
  readonly suffix: Int32Array;
  /** 1 for entries of the highest order, which have no longer ones. */
  readonly isLongest: Uint8Array;
  /** Of each node of the vocabulary, the highest log-probability (as unigrams) of words that go through it. */
  readonly ahead: Float32Array;
  /** Numbers of `<s>`, `</s>` and `<unk>`, or -1. */
  readonly begin: number;
  readonly end: number;
  readonly unknown: number;
}

/**
 * A back-off n-gram model. A state is the entry of the longest known ending of what was said, so that a word costs a
 * look-up and, where its n-gram is unknown, one more for each shorter one.
 */
export class NgramModel {
  readonly data: NgramData;
  readonly order: number;
  readonly vocabulary: CharTrie;
  readonly begin: number;
  readonly end: number;
  readonly unknown: number;
  /** At the beginning of a sentence. */
  readonly start: number;
  readonly #entries: PairTable;
  readonly #logProb: Float32Array;
  readonly #backoff: Float32Array;
  readonly #suffix: Int32Array;
  readonly #isLongest: Uint8Array;
  readonly #ahead: Float32Array;

  constructor(data: NgramData) {
    this.data = data;
    this.order = data.order;
    this.begin = data.begin;
    this.end = data.end;
    this.unknown = data.unknown;
    this.vocabulary = new CharTrie(data.vocabulary);
    this.#entries = new PairTable(data.entries);
    this.#logProb = data.logProb;
    this.#backoff = data.backoff;
    this.#suffix = data.suffix;
    this.#isLongest = data.isLongest;
    this.#ahead = data.ahead;
    this.start = this.begin < 0 ? 0 : this.next(0, this.begin);
  }

  /** The number of a word, or -1. */
  wordOf(text: string): number {
    let node = 0;
    for (const char of text) {
      node = this.vocabulary.child(node, char.codePointAt(0)!);
      if (node < 0) return -1;
    }
    return this.vocabulary.wordAt(node);
  }

  /** ln P(word | state), backing off as the ARPA format says. */
  logProb(state: number, word: number): number {
    let backedOff = 0;
    for (let at = state; ; at = this.#suffix[at]!) {
      const entry = this.#entries.get(at, word);
      const logProb = entry < 0 ? Number.NaN : this.#logProb[entry]!;
      if (!Number.isNaN(logProb)) return backedOff + logProb;
      if (at === 0) return -Infinity;
      backedOff += this.#backoff[at]!;
    }
  }

  /** The state after a word. */
  next(state: number, word: number): number {
    for (let at = state; ; at = this.#suffix[at]!) {
      const entry = this.#entries.get(at, word);
      if (entry >= 0) return this.#isLongest[entry] ? this.#suffix[entry]! : entry;
      if (at === 0) return 0;
    }
  }

  /** The highest ln P (as a unigram) of a word that goes through a node of the vocabulary. */
  aheadOf(node: number): number {
    return this.#ahead[node]!;
  }
}

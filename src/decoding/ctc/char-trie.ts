import { grown } from './compact.ts';
import { PairTable, type PairTableData } from './pair-table.ts';

/** A `CharTrie` as plain data, which threads can share. */
export interface CharTrieData {
  readonly children: PairTableData;
  /** Number of the word that ends at each node, or -1. */
  readonly words: Int32Array;
  readonly parents: Int32Array;
  readonly codes: Int32Array;
  readonly count: number;
}

/** Words as a tree of code points; node 0 is the beginning of all. */
export class CharTrie {
  readonly #children: PairTable;
  #words: Int32Array;
  #parents: Int32Array;
  #codes: Int32Array;
  #count: number;

  constructor(data?: CharTrieData) {
    this.#children = new PairTable(data?.children);
    this.#words = data?.words ?? new Int32Array(256).fill(-1);
    this.#parents = data?.parents ?? new Int32Array(256).fill(-1);
    this.#codes = data?.codes ?? new Int32Array(256).fill(-1);
    this.#count = data?.count ?? 1;
  }

  get data(): CharTrieData {
    const used = (list: Int32Array): Int32Array => list.slice(0, this.#count);
    return {
      children: this.#children.data,
      words: used(this.#words),
      parents: used(this.#parents),
      codes: used(this.#codes),
      count: this.#count,
    };
  }

  get count(): number {
    return this.#count;
  }

  /** Adds a word under a number of at least 0; gives its node. */
  add(text: string, word: number): number {
    let node = 0;
    for (const char of text) {
      const code = char.codePointAt(0)!;
      const child = this.#children.get(node, code);
      node = child >= 0 ? child : this.#grow(node, code);
    }
    this.#words[node] = word;
    return node;
  }

  /** The node after one more code point, or -1. */
  child(node: number, code: number): number {
    return this.#children.get(node, code);
  }

  /** The number of the word that ends at a node, or -1. */
  wordAt(node: number): number {
    return this.#words[node]!;
  }

  /** The node before; every node has a higher number than it. */
  parentOf(node: number): number {
    return this.#parents[node]!;
  }

  /** The code point that leads to a node. */
  codeOf(node: number): number {
    return this.#codes[node]!;
  }

  #grow(parent: number, code: number): number {
    const node = this.#count++;
    if (node === this.#words.length) {
      this.#words = grown(this.#words, 2 * node);
      this.#parents = grown(this.#parents, 2 * node);
      this.#codes = grown(this.#codes, 2 * node);
    }
    this.#words[node] = -1;
    this.#parents[node] = parent;
    this.#codes[node] = code;
    this.#children.set(parent, code, node);
    return node;
  }
}

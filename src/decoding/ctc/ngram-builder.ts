import { CharTrie } from './char-trie.ts';
import { grown } from './compact.ts';
import { NgramModel } from './ngram-model.ts';
import { PairTable } from './pair-table.ts';

/** How the ARPA format writes what is no word. */
export const tags = { begin: '<s>', end: '</s>', unknown: '<unk>' } as const;

/** Takes the n-grams of a model, those of lower order first, and makes it. */
export class NgramBuilder {
  readonly #order: number;
  readonly #numbers = new Map<string, number>();
  readonly #vocabulary = new CharTrie();
  readonly #entries = new PairTable();
  #logProb = new Float32Array(1024);
  #backoff = new Float32Array(1024);
  #context = new Int32Array(1024);
  #word = new Int32Array(1024);
  #depth = new Int32Array(1024);
  #count = 0;

  constructor(order: number) {
    this.#order = order;
    this.#append(-1, -1, 0);
  }

  /** Adds an n-gram with natural logs; throws an Error that says what is wrong with it. */
  add(words: readonly string[], logProb: number, backoff: number): void {
    let entry = 0;
    for (const [index, text] of words.entries()) {
      const word = this.#numberOf(text, words.length);
      const found = this.#entries.get(entry, word);
      // A longer n-gram whose beginning is not listed: it is known as a context only.
      entry = found >= 0 ? found : this.#append(entry, word, index + 1);
    }
    if (!Number.isNaN(this.#logProb[entry]!)) throw new Error('the n-gram is listed twice');
    this.#logProb[entry] = logProb;
    this.#backoff[entry] = backoff;
  }

  build(): NgramModel {
    const used = <T extends Float32Array | Int32Array>(list: T): T => list.slice(0, this.#count) as T;
    const numberOf = (tag: string): number => this.#numbers.get(tag) ?? -1;
    return new NgramModel({
      order: this.#order,
      vocabulary: this.#vocabulary.data,
      entries: this.#entries.data,
      logProb: used(this.#logProb),
      backoff: used(this.#backoff),
      suffix: this.#suffixes(),
      isLongest: Uint8Array.from(used(this.#depth), (depth) => Number(depth === this.#order)),
      ahead: this.#lookAhead(),
      begin: numberOf(tags.begin),
      end: numberOf(tags.end),
      unknown: numberOf(tags.unknown),
    });
  }

  #numberOf(given: string, length: number): number {
    const text = given === '<UNK>' ? tags.unknown : given;
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    if (length > 1) throw new Error('a word of the n-gram is not among the unigrams');
    const number = this.#numbers.size;
    this.#numbers.set(text, number);
    if (!Object.values<string>(tags).includes(text)) this.#vocabulary.add(text, number);
    return number;
  }

  #append(context: number, word: number, depth: number): number {
    const entry = this.#count++;
    if (entry === this.#word.length) this.#grow();
    this.#logProb[entry] = Number.NaN;
    this.#context[entry] = context;
    this.#word[entry] = word;
    this.#depth[entry] = depth;
    if (context >= 0) this.#entries.set(context, word, entry);
    return entry;
  }

  #grow(): void {
    const capacity = 2 * this.#word.length;
    this.#logProb = grown(this.#logProb, capacity);
    this.#backoff = grown(this.#backoff, capacity);
    this.#context = grown(this.#context, capacity);
    this.#word = grown(this.#word, capacity);
    this.#depth = grown(this.#depth, capacity);
  }

  /** Of each entry the longest proper ending that is one: an ending of its context with the same last word. */
  #suffixes(): Int32Array {
    const suffix = new Int32Array(this.#count);
    for (let depth = 2; depth <= this.#order; depth++) {
      for (let entry = 1; entry < this.#count; entry++) {
        if (this.#depth[entry] === depth) suffix[entry] = this.#suffixOf(entry, suffix);
      }
    }
    return suffix;
  }

  #suffixOf(entry: number, suffix: Int32Array): number {
    let at = this.#context[entry]!;
    while (at !== 0) {
      at = suffix[at]!;
      const found = this.#entries.get(at, this.#word[entry]!);
      if (found >= 0) return found;
    }
    return 0;
  }

  #lookAhead(): Float32Array {
    const ahead = new Float32Array(this.#vocabulary.count).fill(-Infinity);
    for (let node = ahead.length - 1; node > 0; node--) {
      const word = this.#vocabulary.wordAt(node);
      const own = word < 0 ? -Infinity : this.#logProb[this.#entries.get(0, word)]!;
      ahead[node] = Math.max(ahead[node]!, own);
      const parent = this.#vocabulary.parentOf(node);
      ahead[parent] = Math.max(ahead[parent]!, ahead[node]!);
    }
    return ahead;
  }
}

import { grown } from '../../decoding/ctc/compact.ts';
import { PairTable } from '../../decoding/ctc/pair-table.ts';
import { tags } from './sentences.ts';

/**
 * How often each n-gram up to an order occurs in sentences between `<s>` and `</s>`. An n-gram is an entry: the entry of
 * the words before its last one, and that word. Entry 0 is the empty n-gram.
 */
export class NgramCounts {
  readonly order: number;
  /** Words by their numbers; the tags are the first three. */
  readonly words: string[] = Object.values(tags);
  readonly #numbers = new Map(this.words.map((word, number) => [word, number]));
  readonly #entries = new PairTable();
  context = new Int32Array(1024);
  word = new Int32Array(1024);
  depth = new Int32Array(1024);
  count = new Int32Array(1024);
  size = 1;

  constructor(order: number) {
    this.order = order;
    this.context[0] = -1;
    this.word[0] = -1;
  }

  /** The number of a word, new if it is. */
  numberOf(word: string): number {
    const known = this.#numbers.get(word);
    if (known !== undefined) return known;
    this.#numbers.set(word, this.words.length);
    return this.words.push(word) - 1;
  }

  /** Counts the n-grams of a sentence, given by its words' numbers. */
  add(sentence: readonly number[]): void {
    const said = [begin, ...sentence, end];
    for (let first = 0; first < said.length; first++) {
      let entry = 0;
      for (let at = first; at < said.length && at < first + this.order; at++) {
        entry = this.#childOf(entry, said[at]!);
        this.count[entry]! += 1;
      }
    }
  }

  /** The entry of an n-gram, or -1. */
  get(context: number, word: number): number {
    return this.#entries.get(context, word);
  }

  #childOf(context: number, word: number): number {
    const known = this.#entries.get(context, word);
    if (known >= 0) return known;
    const entry = this.size++;
    if (entry === this.count.length) this.#grow();
    this.context[entry] = context;
    this.word[entry] = word;
    this.depth[entry] = this.depth[context]! + 1;
    this.#entries.set(context, word, entry);
    return entry;
  }

  #grow(): void {
    const capacity = 2 * this.count.length;
    this.context = grown(this.context, capacity);
    this.word = grown(this.word, capacity);
    this.depth = grown(this.depth, capacity);
    this.count = grown(this.count, capacity);
  }
}

/** Numbers of the tags. */
export const [begin, end, unknown] = [0, 1, 2];

/** Counts the n-grams of sentences; words that occur less than `leastWord` times count as `<unk>`. */
export function countNgrams(
  sentences: Iterable<readonly string[]>,
  order: number,
  leastWord = 1,
): NgramCounts {
  const numbered = new NgramCounts(order);
  const texts = Array.from(sentences, (words) => words.map((word) => numbered.numberOf(word)));
  if (leastWord <= 1) {
    for (const text of texts) numbered.add(text);
    return numbered;
  }
  const frequency = new Int32Array(numbered.words.length);
  for (const text of texts) for (const number of text) frequency[number]! += 1;
  const counts = new NgramCounts(order);
  const renamed = numbered.words.map((word, number) =>
    number <= unknown! || frequency[number]! >= leastWord ? counts.numberOf(word) : unknown!,
  );
  for (const text of texts) counts.add(text.map((number) => renamed[number]!));
  return counts;
}

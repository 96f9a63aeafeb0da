/**
 * The best candidates of a frame, at most `limit`, and none that is `threshold` or more below the best: a binary heap
 * with the worst on top. Of equal scores the one that
 * was offered first counts as better, so that the same input always gives the same beam.
 */
export class Candidates {
  readonly #score: Float64Array;
  readonly #order: Float64Array;
  /** Which slot of the beam each of them comes from. */
  readonly #slot: Int32Array;
  /** The symbol that it adds, or -1. */
  readonly #symbol: Int32Array;
  readonly #limit: number;
  readonly #threshold: number;
  #offered = 0;
  #best = -Infinity;
  count = 0;

  constructor(limit: number, threshold: number) {
    this.#limit = limit;
    this.#threshold = threshold;
    this.#score = new Float64Array(limit);
    this.#order = new Float64Array(limit);
    this.#slot = new Int32Array(limit);
    this.#symbol = new Int32Array(limit);
  }

  clear(): void {
    this.count = 0;
    this.#offered = 0;
    this.#best = -Infinity;
  }

  /** A candidate that does not score above this is not taken. */
  get bar(): number {
    const least = this.#best - this.#threshold;
    return this.count < this.#limit ? least : Math.max(least, this.#score[0]!);
  }

  offer(score: number, slot: number, symbol: number): void {
    if (score <= this.bar) return;
    if (score > this.#best) this.#best = score;
    const order = this.#offered++;
    if (this.count < this.#limit) {
      let at = this.count++;
      while (at > 0) {
        const above = (at - 1) >> 1;
        if (!this.#isWorse(score, order, above)) break;
        this.#copy(above, at);
        at = above;
      }
      this.#put(at, score, order, slot, symbol);
    } else this.#sink(score, order, slot, symbol);
  }

  /** Takes the worst out; writes where it comes from into `slots` and `symbols` at `place`, and gives its score. */
  popWorst(slots: Int32Array, symbols: Int32Array, place: number): number {
    const score = this.#score[0]!;
    slots[place] = this.#slot[0]!;
    symbols[place] = this.#symbol[0]!;
    const last = --this.count;
    this.#sink(this.#score[last]!, this.#order[last]!, this.#slot[last]!, this.#symbol[last]!);
    return score;
  }

  #isWorse(score: number, order: number, than: number): boolean {
    const other = this.#score[than]!;
    return score < other || (score === other && order > this.#order[than]!);
  }

  /** Puts a candidate in the place of the top. */
  #sink(score: number, order: number, slot: number, symbol: number): void {
    let at = 0;
    for (;;) {
      let below = 2 * at + 1;
      if (below >= this.count) break;
      const right = below + 1;
      if (right < this.count && this.#isWorse(this.#score[right]!, this.#order[right]!, below)) below = right;
      if (this.#isWorse(score, order, below)) break;
      this.#copy(below, at);
      at = below;
    }
    this.#put(at, score, order, slot, symbol);
  }

  #copy(from: number, to: number): void {
    this.#put(to, this.#score[from]!, this.#order[from]!, this.#slot[from]!, this.#symbol[from]!);
  }

  #put(at: number, score: number, order: number, slot: number, symbol: number): void {
    this.#score[at] = score;
    this.#order[at] = order;
    this.#slot[at] = slot;
    this.#symbol[at] = symbol;
  }
}

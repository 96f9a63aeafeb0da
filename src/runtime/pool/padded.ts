/** Padding that is always worth it: less work than one more run of a graph. */
const cheapPadding = 24;
/** Share of padding that is never exceeded beyond that. */
const dearestPadding = 0.25;

/** A batch as it grows: knows which further sentence can join without too much padding, or too much work at once. */
export class PaddedBatch {
  readonly #budget: number;
  #count = 0;
  #longest = 0;
  #sum = 0;

  /** `budget` is how many tokens it may hold at most, padding included. */
  constructor(budget: number) {
    this.#budget = budget;
  }

  /** Adds a sentence of `size` tokens if it fits; the first one always does. */
  add(size: number): boolean {
    const longest = Math.max(this.#longest, size);
    const padded = longest * (this.#count + 1);
    const sum = this.#sum + size;
    const dear = padded - sum > Math.max(cheapPadding, dearestPadding * padded);
    if (this.#count > 0 && (padded > this.#budget || dear)) return false;
    this.#count += 1;
    this.#longest = longest;
    this.#sum = sum;
    return true;
  }

  /** Whether not even one more token would fit. */
  get full(): boolean {
    return (this.#count + 1) * this.#longest > this.#budget;
  }
}

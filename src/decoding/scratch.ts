/** Numbers that are kept from call to call; larger arrays are made anew, so that one long text does not stay in memory. */
const kept = 1 << 16;

/** Memory for numbers that nobody needs after the next `take`: spares an allocation a sentence. */
export class Scratch {
  #values = new Float64Array(1 << 12);

  /** At least `length` numbers, of any value. */
  take(length: number): Float64Array {
    if (length > kept) return new Float64Array(length);
    if (length > this.#values.length) this.#values = new Float64Array(kept);
    return this.#values;
  }
}

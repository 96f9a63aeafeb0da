/** A `PairTable` as plain data, which threads can share. */
export interface PairTableData {
  /** Three numbers an entry: both keys and the value; the first is -1 where there is none. */
  readonly slots: Int32Array;
  readonly count: number;
}

/** A hash table from pairs of whole numbers (the first at least 0) to whole numbers, by open addressing. */
export class PairTable {
  #slots: Int32Array;
  #mask: number;
  #count: number;

  constructor({ slots, count }: PairTableData = { slots: new Int32Array(3 * 64).fill(-1), count: 0 }) {
    this.#slots = slots;
    this.#mask = slots.length / 3 - 1;
    this.#count = count;
  }

  get data(): PairTableData {
    return { slots: this.#slots, count: this.#count };
  }

  /** The value of a pair, or -1. */
  get(a: number, b: number): number {
    const at = this.#find(a, b);
    return this.#slots[at] === -1 ? -1 : this.#slots[at + 2]!;
  }

  set(a: number, b: number, value: number): void {
    const at = this.#find(a, b);
    if (this.#slots[at] === -1) this.#count += 1;
    this.#put(at, a, b, value);
    if (2 * this.#count > this.#mask) this.#grow();
  }

  /** Where the pair is, or where it would be. */
  #find(a: number, b: number): number {
    let place = mixed(a, b) & this.#mask;
    for (;;) {
      const at = 3 * place;
      const key = this.#slots[at]!;
      if (key === -1 || (key === a && this.#slots[at + 1] === b)) return at;
      place = (place + 1) & this.#mask;
    }
  }

  #put(at: number, a: number, b: number, value: number): void {
    this.#slots[at] = a;
    this.#slots[at + 1] = b;
    this.#slots[at + 2] = value;
  }

  #grow(): void {
    const old = this.#slots;
    this.#slots = new Int32Array(old.length * 2).fill(-1);
    this.#mask = this.#slots.length / 3 - 1;
    for (let at = 0; at < old.length; at += 3) {
      if (old[at] === -1) continue;
      this.#put(this.#find(old[at]!, old[at + 1]!), old[at]!, old[at + 1]!, old[at + 2]!);
    }
  }
}

/** Murmur3's finaliser over both keys. */
function mixed(a: number, b: number): number {
  let hash = Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}

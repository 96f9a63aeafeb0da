/** Rows of numbers of which nearly all are 0, in memory that worker threads share. */
export interface SparseRows {
  /** Where each row begins and ends in `places` and `values`, `[rows]`. */
  readonly begins: Int32Array;
  readonly ends: Int32Array;
  readonly places: Int32Array;
  readonly values: Float32Array;
}

/** Takes rows in any order and packs them. */
export class RowCollector {
  readonly #begins: Int32Array;
  readonly #ends: Int32Array;
  readonly #places: number[] = [];
  readonly #values: number[] = [];

  constructor(rows: number) {
    this.#begins = new Int32Array(new SharedArrayBuffer(4 * rows));
    this.#ends = new Int32Array(new SharedArrayBuffer(4 * rows));
  }

  /** Sets a row: its numbers by their place. */
  put(row: number, numbers: ReadonlyMap<number, number>): void {
    this.#begins[row] = this.#places.length;
    for (const [place, value] of numbers) {
      this.#places.push(place);
      this.#values.push(value);
    }
    this.#ends[row] = this.#places.length;
  }

  /** The rows so far; those that were not set are all 0. */
  pack(): SparseRows {
    const places = new Int32Array(new SharedArrayBuffer(4 * this.#places.length));
    const values = new Float32Array(new SharedArrayBuffer(4 * this.#values.length));
    places.set(this.#places);
    values.set(this.#values);
    return { begins: this.#begins, ends: this.#ends, places, values };
  }
}

/** Calls `use` with each number of a row that was put there. */
export function eachOfRow(
  { begins, ends, places, values }: SparseRows,
  row: number,
  use: (place: number, value: number) => void,
): void {
  for (let next = begins[row]!; next < ends[row]!; next++) use(places[next]!, values[next]!);
}

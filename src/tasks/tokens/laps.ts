/** Milliseconds that the parts of the work took. */
export interface Durations {
  encode: number;
  run: number;
  decode: number;
}

/** Measures the parts of the work, one after the other. */
export class Laps {
  readonly durations: Durations = { encode: 0, run: 0, decode: 0 };
  #last = performance.now();

  /** Counts what has passed since the last call as `part`. */
  end(part: keyof Durations): void {
    const now = performance.now();
    this.durations[part] += now - this.#last;
    this.#last = now;
  }
}

import { grown, keepReachable, moveKept } from './compact.ts';
import type { AlignedSymbol } from './hypothesis.ts';

/**
 * Alignments as linked runs: a run is the frames of one symbol, and points to the run before it. Alignments that begin
 * alike share their runs.
 */
export class Runs {
  #before = new Int32Array(1024);
  #start = new Int32Array(1024);
  #end = new Int32Array(1024);
  #peak = new Float64Array(1024);
  count = 0;

  begin(): void {
    this.count = 0;
  }

  /** Adds a run; `before` is -1 for the first. */
  add(before: number, start: number, end: number, peak: number): number {
    if (this.count === this.#before.length) this.#grow();
    const run = this.count++;
    this.#before[run] = before;
    this.#start[run] = start;
    this.#end[run] = end;
    this.#peak[run] = peak;
    return run;
  }

  /** The runs up to `run`, given the symbols of the labelling, last first; in the order of time. */
  align(run: number, backwards: Iterable<number>): AlignedSymbol[] {
    const aligned: AlignedSymbol[] = [];
    let at = run;
    for (const symbol of backwards) {
      aligned.push({ symbol, start: this.#start[at]!, end: this.#end[at]!, peak: this.#peak[at]! });
      at = this.#before[at]!;
    }
    return aligned.reverse();
  }

  /** Drops runs that none of `used` leads to; gives the new number of each, or -1. */
  compact(used: Iterable<number>): Int32Array {
    const { renamed, kept } = keepReachable(this.#before, this.count, used);
    for (const list of [this.#before, this.#start, this.#end, this.#peak]) moveKept(list, renamed);
    this.count = kept;
    for (let run = 0; run < kept; run++) {
      const before = this.#before[run]!;
      if (before >= 0) this.#before[run] = renamed[before]!;
    }
    return renamed;
  }

  #grow(): void {
    const capacity = this.#before.length * 2;
    this.#before = grown(this.#before, capacity);
    this.#start = grown(this.#start, capacity);
    this.#end = grown(this.#end, capacity);
    this.#peak = grown(this.#peak, capacity);
  }
}

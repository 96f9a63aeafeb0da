/** How many workers share how many weights, and what the optimiser remembers of each. */
export interface ExchangeSize {
  readonly workers: number;
  readonly weights: number;
  readonly slots: number;
}

/** The memory that the workers of one training share; it is sent to them as it is. */
export interface SharedState {
  readonly size: ExchangeSize;
  readonly weights: Float32Array;
  /** A running mean of the weights over steps, for scoring. */
  readonly average: Float32Array;
  readonly slots: readonly Float32Array[];
  /** One gradient a worker. */
  readonly gradients: readonly Float32Array[];
  /** Two numbers a worker, for sums over workers. */
  readonly scalars: Float64Array;
  /** How many wait, and how often all have met. */
  readonly barrier: Int32Array;
}

/** Fresh shared memory, all zero. */
export function createSharedState(size: ExchangeSize): SharedState {
  const floats = () => new Float32Array(new SharedArrayBuffer(4 * size.weights));
  return {
    size,
    weights: floats(),
    average: floats(),
    slots: Array.from({ length: size.slots }, floats),
    gradients: Array.from({ length: size.workers }, floats),
    scalars: new Float64Array(new SharedArrayBuffer(16 * size.workers)),
    barrier: new Int32Array(new SharedArrayBuffer(8)),
  };
}

/** One worker's part in the exchange: it meets the others, sums with them, and owns a segment of the weights. */
export class Exchange {
  readonly state: SharedState;
  readonly worker: number;
  /** The segment of the weights that this worker updates. */
  readonly start: number;
  readonly end: number;

  constructor(state: SharedState, worker: number) {
    this.state = state;
    this.worker = worker;
    const { workers, weights } = state.size;
    this.start = Math.floor((weights * worker) / workers);
    this.end = Math.floor((weights * (worker + 1)) / workers);
  }

  /** Returns when all workers have come here. */
  meet(): void {
    const { barrier, size } = this.state;
    const round = Atomics.load(barrier, 1);
    if (Atomics.add(barrier, 0, 1) + 1 === size.workers) {
      Atomics.store(barrier, 0, 0);
      Atomics.add(barrier, 1, 1);
      Atomics.notify(barrier, 1);
      return;
    }
    while (Atomics.load(barrier, 1) === round) Atomics.wait(barrier, 1, round);
  }

  /** The sum of a number over all workers, the same for each of them; `place` is 0 or 1. */
  sum(place: 0 | 1, number: number): number {
    const { scalars, size } = this.state;
    scalars[2 * this.worker + place] = number;
    this.meet();
    let total = 0;
    for (let worker = 0; worker < size.workers; worker++) total += scalars[2 * worker + place]!;
    return total;
  }

  /** The sum over all workers of their gradients' segment that this worker owns, always in the same order. */
  reduce(into: Float32Array): void {
    const [first, ...others] = this.state.gradients;
    into.set(first!.subarray(this.start, this.end));
    for (const gradient of others) {
      for (let i = 0; i < into.length; i++) into[i]! += gradient[this.start + i]!;
    }
  }
}

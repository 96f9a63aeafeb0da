/** Where work waits: requests of few texts go before those of many, which therefore never hold them up. */
export const lanes = ['short', 'long'] as const;

/** One of `lanes`. */
export type Lane = (typeof lanes)[number];

/** What one run of a worker did; `started` and `ended` as `performance.now()` tells them on the main thread. */
export interface BatchReport {
  readonly model: string;
  readonly lane: Lane;
  readonly texts: number;
  /** When the batch went to the worker, and when its answer was back. */
  readonly started: number;
  readonly ended: number;
  /** Milliseconds in the worker: text to tensors, the graph, scores to answers. */
  readonly encode: number;
  readonly run: number;
  readonly decode: number;
}

/** Why work was not done: no room in the queue, too old, or its worker failed twice or hung. */
export type Refusal = 'full' | 'late' | 'failed';

/** Is told what the pool does, as it happens. */
export interface PoolObserver {
  batch(report: BatchReport): void;
  refused(reason: Refusal): void;
  restarted(reason: 'crashed' | 'hung'): void;
}

/** The pool at this moment. */
export interface PoolState {
  /** Texts that wait. */
  readonly queued: number;
  /** Milliseconds that the oldest of them has waited; 0 if none waits. */
  readonly oldest: number;
  readonly workers: number;
  readonly busy: number;
}

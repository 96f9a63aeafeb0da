import type { BatchReport, Lane } from './observer.ts';
import type { Counts } from './work.ts';

/** What a client asks at once: texts for one model. */
export interface WorkRequest {
  readonly model: string;
  readonly requests: readonly unknown[];
  /** About how many tokens each of them has. */
  readonly sizes: readonly number[];
  /** Whether it takes the long lane however small it is: work that may wait, beside work that may not. */
  readonly mayWait?: boolean;
}

/** What came of it, in the order of its requests. */
export interface WorkOutcome {
  readonly bodies: readonly string[];
  readonly counts: readonly Counts[];
  /** When it entered the queue, as `performance.now()` tells it. */
  readonly submitted: number;
  /** The batches that served it. */
  readonly batches: readonly BatchReport[];
}

/** One text of a job, as it waits. */
export interface Item {
  readonly job: Job;
  readonly index: number;
  readonly size: number;
  /** Set after its batch failed: it then runs by itself, so that it can bring down no other. */
  alone: boolean;
}

/** A request on its way through the pool. */
export class Job implements WorkOutcome {
  readonly model: string;
  readonly requests: readonly unknown[];
  readonly lane: Lane;
  readonly submitted: number;
  readonly bodies: string[] = [];
  readonly counts: Counts[] = [];
  readonly batches: BatchReport[] = [];
  readonly items: readonly Item[];
  readonly outcome: Promise<WorkOutcome>;
  /** Whether it was answered, refused or given up: nothing more is done for it. */
  settled = false;
  #open: number;
  #resolve!: (outcome: WorkOutcome) => void;
  #reject!: (error: Error) => void;

  constructor({ model, requests, sizes }: WorkRequest, lane: Lane) {
    this.model = model;
    this.requests = requests;
    this.lane = lane;
    this.submitted = performance.now();
    this.items = sizes.map((size, index) => ({ job: this, index, size, alone: false }));
    this.#open = requests.length;
    this.outcome = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
  }

  /** Takes the answer to one of its requests. */
  answer(index: number, body: string, counts: Counts): void {
    if (this.settled) return;
    this.bodies[index] = body;
    this.counts[index] = counts;
    this.#open -= 1;
    if (this.#open > 0) return;
    this.settled = true;
    this.#resolve(this);
  }

  /** Notes a batch that works for it; several of its requests may be in one. */
  serve(report: BatchReport): void {
    if (this.batches.at(-1) !== report) this.batches.push(report);
  }

  fail(error: Error): void {
    if (this.settled) return;
    this.settled = true;
    this.#reject(error);
  }
}

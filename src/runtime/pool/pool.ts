import { SlotlineError } from '../../errors.ts';
import { type Item, Job, type WorkOutcome, type WorkRequest } from './job.ts';
import type { BatchReport, Lane, PoolObserver, PoolState } from './observer.ts';
import { WorkQueue } from './queue.ts';
import type { BatchRequest } from './threads.ts';
import { type BatchResult, countsAt, HungError } from './work.ts';

/** What the pool needs of its threads. */
export interface WorkThreads {
  readonly count: number;
  readonly idle: number;
  run(request: BatchRequest): Promise<BatchResult>;
}

/** What the pool takes in, and how it works. */
export interface PoolOptions {
  /** Threads at full strength. */
  readonly workers: number;
  /** Tokens of one batch at most, padding included. */
  readonly budget: number;
  /** Texts that wait at most. */
  readonly queueLimit: number;
  /** Milliseconds: nothing more is taken in while something waits longer. */
  readonly queueAge: number;
  /** Milliseconds that a request waits at most before it is given up. */
  readonly patience: number;
  readonly observer: PoolObserver;
}

/** A request that the pool has taken in. */
export interface Submitted {
  readonly outcome: Promise<WorkOutcome>;
  /** Takes it out of the queue: nobody waits for it any more. */
  cancel(): void;
}

/** Tokens of a request that goes to the long lane, if it is more than a batch as well. */
const longWork = 256;
/** So many short batches go first while long ones wait, so that those come to their turn under any load. */
const shortTurns = 8;

/** Hands work to threads: at once while one is idle, else in batches of what has come to wait. */
export class WorkPool {
  readonly #threads: WorkThreads;
  readonly #options: PoolOptions;
  readonly #queue: WorkQueue;
  readonly #running: Record<Lane, number> = { short: 0, long: 0 };
  readonly #sweep: NodeJS.Timeout;
  #shortInTurn = 0;
  #scheduled = false;

  constructor(threads: WorkThreads, options: PoolOptions) {
    this.#threads = threads;
    this.#options = options;
    this.#queue = new WorkQueue(options.budget);
    this.#sweep = setInterval(() => this.#giveUpLate(), Math.max(10, options.patience / 20)).unref();
  }

  get state(): PoolState {
    const oldest = this.#queue.oldest();
    return {
      queued: this.#queue.count,
      oldest: oldest === undefined ? 0 : performance.now() - oldest,
      workers: this.#threads.count,
      busy: this.#running.short + this.#running.long,
    };
  }

  /** Takes work in; throws `overloaded` if too much, or something for too long, waits already. */
  submit(request: WorkRequest): Submitted {
    const size = request.sizes.reduce((sum, each) => sum + each, 0);
    const isLong = request.mayWait || size > Math.max(longWork, this.#options.budget);
    const job = new Job(request, isLong ? 'long' : 'short');
    this.#admit(job);
    this.#queue.add(job);
    this.#dispatchSoon();
    const cancel = (): void => {
      if (job.settled) return;
      this.#queue.remove(job);
      job.fail(new SlotlineError('client_gone', 'The answer was no longer waited for'));
    };
    return { outcome: job.outcome, cancel };
  }

  /** When all requests that have arrived are taken in: those that come together are joined, and wake a thread once. */
  #dispatchSoon(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      this.dispatch();
    });
  }

  /** Gives work to idle threads; to be called as well when a thread has become idle by itself. */
  dispatch(): void {
    while (this.#canRun()) {
      const lane = this.#nextLane();
      const items = lane && this.#queue.take(lane);
      if (!items) return;
      void this.#run(lane, items);
    }
  }

  close(): void {
    clearInterval(this.#sweep);
  }

  #canRun(): boolean {
    // With no thread left, asking is what makes one start.
    const none = this.#threads.count === 0 && this.#running.short + this.#running.long === 0;
    return this.#threads.idle > 0 || none;
  }

  /** Long work never has the last thread if there are several, nor two turns while short work waits. */
  #nextLane(): Lane | undefined {
    const mayLong = this.#running.long < Math.max(1, this.#options.workers - 1);
    const long = mayLong && this.#queue.oldest('long') !== undefined;
    const short = this.#queue.oldest('short') !== undefined;
    if (short && !(long && this.#shortInTurn >= shortTurns)) {
      this.#shortInTurn += 1;
      return 'short';
    }
    this.#shortInTurn = 0;
    return long ? 'long' : undefined;
  }

  /** Throws `overloaded` if not even one text more would be taken in: known before a request is read. */
  checkRoom(): void {
    if (this.#queue.count >= this.#options.queueLimit) this.#refuseEntry('full');
  }

  #admit(job: Job): void {
    const { queueLimit, queueAge } = this.#options;
    const { count } = this.#queue;
    if (count > 0 && count + job.items.length > queueLimit) this.#refuseEntry('full');
    const oldest = this.#queue.oldest(job.lane);
    if (oldest !== undefined && performance.now() - oldest > queueAge) this.#refuseEntry('late');
  }

  #refuseEntry(reason: 'full' | 'late'): never {
    this.#options.observer.refused(reason);
    throw overloaded('overloaded', 'Too much waits already; try again after the time that Retry-After tells');
  }

  #giveUpLate(): void {
    for (const job of this.#queue.before(performance.now() - this.#options.patience)) {
      this.#queue.remove(job);
      this.#options.observer.refused('late');
      job.fail(
        overloaded(
          'answer_timeout',
          'The request waited too long for a worker; try again, with fewer or shorter texts if they are long',
        ),
      );
    }
  }

  async #run(lane: Lane, items: readonly Item[]): Promise<void> {
    const { model } = items[0]!.job;
    const requests = items.map(({ job, index }) => job.requests[index]);
    const started = performance.now();
    this.#running[lane] += 1;
    let result: BatchResult | undefined;
    try {
      result = await this.#threads.run({ model, requests });
    } catch (error) {
      this.#retry(items, error);
    }
    this.#running[lane] -= 1;
    if (result) this.#deliver(items, result, { model, lane, started });
    this.dispatch();
  }

  #deliver(
    items: readonly Item[],
    result: BatchResult,
    about: Pick<BatchReport, 'model' | 'lane' | 'started'>,
  ): void {
    const { bodies, counts, encode, run, decode } = result;
    const ended = performance.now();
    const report: BatchReport = { ...about, texts: items.length, ended, encode, run, decode };
    this.#options.observer.batch(report);
    for (const [place, { job, index }] of items.entries()) {
      job.serve(report);
      job.answer(index, bodies[place]!, countsAt(counts, place));
    }
  }

  /**
   * Once: what fails alone as well is refused, since it may be what brings the threads down. What a thread hung at is refused at once:
   * it would hold up another for as long.
   */
  #retry(items: readonly Item[], cause: unknown): void {
    const again: Item[] = [];
    for (const item of items) {
      if (item.job.settled) continue;
      if (item.alone || cause instanceof HungError) this.#refuse(item.job, cause);
      else again.push(item);
    }
    this.#queue.return(again);
  }

  #refuse(job: Job, cause: unknown): void {
    this.#queue.remove(job);
    this.#options.observer.refused('failed');
    const what = cause instanceof HungError ? 'took a worker too long' : 'failed twice';
    job.fail(overloaded('worker_failed', `The work ${what}; try again later`, cause));
  }
}

function overloaded(
  code: 'overloaded' | 'answer_timeout' | 'worker_failed',
  detail: string,
  cause?: unknown,
): SlotlineError {
  return new SlotlineError(code, detail, { headers: { 'retry-after': '1' }, cause });
}

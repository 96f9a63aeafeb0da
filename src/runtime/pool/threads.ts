import { Piscina } from 'piscina';
import { condemn, type NativeLock, newNativeLock } from '../native.ts';
import { disableTelemetry } from '../telemetry.ts';
import { type BatchResult, HungError } from './work.ts';

// Only the main thread's environment is the one that onnxruntime reads.
disableTelemetry();

/** How the threads are set up. */
export interface ThreadsOptions {
  /** The module that each runs; its export `answer` takes a `BatchRequest`. */
  readonly file: URL;
  readonly workers: number;
  /** What each gets when it starts, by `workerData` of node:worker_threads. */
  readonly workerData: unknown;
  /** Milliseconds after which a batch's thread is taken to hang. */
  readonly timeout: number;
  /** A thread has ended that was not asked to. */
  readonly onRestart: (reason: 'crashed' | 'hung') => void;
  /** The number of threads that take work has changed. */
  readonly onReady: () => void;
}

/** What a thread is asked. */
export interface BatchRequest {
  readonly model: string;
  readonly requests: readonly unknown[];
}

const mendEvery = 250;
/** Megabytes for what lives shortly: V8's own 48 a thread would be most of its memory, and save little time. */
const youngGeneration = 12;

/** What a thread gets: the batch, and what guards its native work. */
export interface GuardedRequest extends BatchRequest {
  readonly lock?: NativeLock;
}

/** Worker threads, each replaced when it ends or hangs. */
export class Threads {
  readonly #pool: Piscina;
  readonly #options: ThreadsOptions;
  readonly #locks: NativeLock[] = [];
  #closing = false;
  #hanging = false;
  #failure: Error | undefined;
  #mending: NodeJS.Timeout | undefined;

  constructor(options: ThreadsOptions) {
    this.#options = options;
    const { file, workers, workerData, onRestart, onReady } = options;
    this.#pool = new Piscina({
      filename: file.href,
      name: 'answer',
      minThreads: workers,
      maxThreads: workers,
      idleTimeout: Number.POSITIVE_INFINITY,
      workerData,
      resourceLimits: { maxYoungGenerationSizeMb: youngGeneration },
      // A plain copy: Node's own one ends the process if a variable goes away while it is made.
      env: { ...process.env },
      recordTiming: false,
      trackUnmanagedFds: false,
    });
    this.#pool.on('workerCreate', onReady);
    this.#pool.on('workerDestroy', () => {
      if (this.#closing) return;
      onRestart(this.#hanging ? 'hung' : 'crashed');
      this.#mend();
    });
    // A thread that fails while it starts has no task to reject.
    this.#pool.on('error', (error: Error) => {
      this.#failure = error;
    });
  }

  /** How many there are, those included that start. */
  get count(): number {
    return this.#pool.threads.length;
  }

  /** How many wait for work. */
  get idle(): number {
    return this.#pool.idleThreads;
  }

  /** Resolves when every thread has started; rejects with the reason why one could not. */
  async start(): Promise<void> {
    const failed = new Promise<never>((_, reject) => {
      this.#pool.once('error', reject);
    });
    const first = Array.from({ length: this.#options.workers }, () => this.#wake());
    await Promise.race([Promise.all(first), failed]);
  }

  /** Runs one batch on an idle thread; rejects if the batch fails, or its thread ends, or with a HungError if that hangs. */
  async run(request: BatchRequest): Promise<BatchResult> {
    const lock = this.#locks.pop() ?? newNativeLock();
    const end = new AbortController();
    const guarded: GuardedRequest = { ...request, lock };
    const work = this.#pool.run(guarded, { signal: end.signal });
    let timer: NodeJS.Timeout | undefined;
    let over = false;
    const hung = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        // First, or else the work is what rejects: as aborted.
        reject(new HungError());
        this.#end(lock, end, () => over);
      }, this.#options.timeout);
    });
    try {
      const result = await Promise.race([work, hung]);
      this.#locks.push(lock);
      return result;
    } catch (error) {
      // What comes after the thread was given up interests nobody.
      work
        .catch(() => {})
        .finally(() => {
          over = true;
        });
      throw this.#failure ?? error;
    } finally {
      this.#failure = undefined;
      clearTimeout(timer);
    }
  }

  /** Ends a thread that hangs as soon as that is safe, unless it comes to an end by itself before. */
  #end(lock: NativeLock, end: AbortController, isOver: () => boolean): void {
    if (isOver() || this.#closing) return;
    if (condemn(lock)) {
      this.#hanging = true;
      end.abort();
      this.#hanging = false;
    } else setTimeout(() => this.#end(lock, end, isOver), mendEvery).unref();
  }

  /** Ends the threads, whatever they do. */
  async close(): Promise<void> {
    this.#closing = true;
    clearTimeout(this.#mending);
    await this.#pool.destroy();
  }

  /**
   * Piscina starts no new thread for one that ends while it starts, and from then on for none that ends: only for
   * work that finds all others busy. So they are given some, again and again until there are enough.
   */
  #mend(): void {
    if (this.#mending || this.#closing) return;
    this.#mending = setTimeout(() => {
      this.#mending = undefined;
      const missing = this.#options.workers - this.count;
      if (missing <= 0) return;
      for (let task = this.idle + missing; task > 0; task--) this.#wake().catch(() => {});
      this.#mend();
    }, mendEvery).unref();
  }

  #wake(): Promise<BatchResult> {
    return this.#pool.run({ model: '', requests: [] });
  }
}

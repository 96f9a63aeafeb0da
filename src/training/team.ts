import { Worker } from 'node:worker_threads';
import { dealOut } from './batches.ts';
import type { SharedState } from './exchange.ts';
import type { StepResult, StepSettings } from './replica.ts';

/** What a worker of a training does when told to; indices are of examples. */
export interface Trainee<Prediction> {
  /** One step over this worker's share of a batch, together with all other workers. */
  step(share: readonly number[], settings: StepSettings): Promise<StepResult>;
  /** What the network answers for examples of the dev part, in their order. */
  score(indices: readonly number[]): Promise<Prediction[]>;
  /** Takes the shared weights over after they were set from outside. */
  refresh(): Promise<void>;
  /** Frees what it holds. */
  close(): Promise<void>;
}

/** What the main thread asks of a worker thread. */
export type Request =
  | { readonly kind: 'step'; readonly share: readonly number[]; readonly settings: StepSettings }
  | { readonly kind: 'score'; readonly indices: readonly number[] }
  | { readonly kind: 'refresh' };

/** What a worker thread is started with. */
export interface WorkerStart<Setup> {
  readonly setup: Setup;
  readonly shared: SharedState;
  readonly worker: number;
}

/** How to start the workers: in worker threads that run `file`, or, for a single one, right here. */
export interface TeamOptions<Setup, Prediction> {
  readonly setup: Setup;
  readonly shared: SharedState;
  readonly file: URL;
  readonly here: (start: WorkerStart<Setup>) => Promise<Trainee<Prediction>>;
}

/** All workers of a training, told what to do at once. */
export class Team<Prediction> {
  readonly #trainees: readonly Trainee<Prediction>[];

  private constructor(trainees: readonly Trainee<Prediction>[]) {
    this.#trainees = trainees;
  }

  /** Starts as many workers as the shared state is made for. */
  static async start<Setup, Prediction>(options: TeamOptions<Setup, Prediction>): Promise<Team<Prediction>> {
    const { setup, shared, file, here } = options;
    if (shared.size.workers === 1) {
      return new Team([await here({ setup, shared, worker: 0 })]);
    }
    const threads = Array.from({ length: shared.size.workers }, (_, worker) => {
      const workerData: WorkerStart<Setup> = { setup, shared, worker };
      return new TraineeThread<Prediction>(new Worker(file, { workerData, env: { ...process.env } }));
    });
    return new Team(threads);
  }

  /** One step of training on a batch. */
  async step(batch: readonly number[], settings: StepSettings): Promise<StepResult> {
    const shares = dealOut(batch, this.#trainees.length);
    const results = await Promise.all(
      this.#trainees.map((trainee, worker) => trainee.step(shares[worker]!, settings)),
    );
    return results[0]!;
  }

  /** What the network answers for the first `count` examples of the dev part. */
  async score(count: number): Promise<Prediction[]> {
    const shares = dealOut([...Array(count).keys()], this.#trainees.length);
    const results = await Promise.all(
      this.#trainees.map((trainee, worker) => trainee.score(shares[worker]!)),
    );
    const predictions: Prediction[] = [];
    for (const [worker, share] of shares.entries()) {
      for (const [place, index] of share.entries()) predictions[index] = results[worker]![place]!;
    }
    return predictions;
  }

  /** Has all workers take the shared weights over. */
  async refresh(): Promise<void> {
    await Promise.all(this.#trainees.map((trainee) => trainee.refresh()));
  }

  /** Ends the worker threads, those too that wait for one that failed. */
  async close(): Promise<void> {
    await Promise.all(this.#trainees.map((trainee) => trainee.close()));
  }
}

/** A trainee in a worker thread; one request at a time. */
class TraineeThread<Prediction> implements Trainee<Prediction> {
  readonly #thread: Worker;
  /** Why it can answer no more. */
  #failure: Error | undefined;

  constructor(thread: Worker) {
    this.#thread = thread;
    thread.on('error', (error) => {
      this.#failure = error;
    });
    thread.on('exit', () => {
      this.#failure ??= new Error('a training worker stopped');
    });
  }

  step(share: readonly number[], settings: StepSettings): Promise<StepResult> {
    return this.#ask({ kind: 'step', share, settings });
  }

  score(indices: readonly number[]): Promise<Prediction[]> {
    return this.#ask({ kind: 'score', indices });
  }

  refresh(): Promise<void> {
    return this.#ask({ kind: 'refresh' });
  }

  async close(): Promise<void> {
    await this.#thread.terminate();
  }

  #ask<Answer>(request: Request): Promise<Answer> {
    return new Promise((resolve, reject) => {
      if (this.#failure) return reject(this.#failure);
      const onMessage = (answer: Answer): void => {
        this.#thread.off('exit', onExit);
        resolve(answer);
      };
      const onExit = (): void => {
        this.#thread.off('message', onMessage);
        reject(this.#failure);
      };
      this.#thread.once('message', onMessage).once('exit', onExit);
      this.#thread.postMessage(request);
    });
  }
}

import type { Config } from './config.ts';
import type { AnyPackage } from './package/parse.ts';
import type { PoolObserver } from './runtime/pool/observer.ts';
import { WorkPool } from './runtime/pool/pool.ts';
import { Threads } from './runtime/pool/threads.ts';
import type { LanguageModelFile } from './tasks/ctc/language-models.ts';
import type { WorkerStart } from './worker.ts';

/** The worker threads and the pool that gives them work. */
export interface Compute {
  readonly pool: WorkPool;
  /** Whether any thread is there to work. */
  readonly isAlive: () => boolean;
  /** Ends the threads; what they still do is lost. */
  close(): Promise<void>;
}

/** What the worker threads know. */
export interface Known {
  readonly packages: readonly AnyPackage[];
  readonly languageModels: readonly LanguageModelFile[];
}

/** Starts the worker threads on the packages; rejects if one of them cannot load or fails its golden cases. */
export async function startCompute(
  { packages, languageModels }: Known,
  config: Config,
  observer: PoolObserver,
): Promise<Compute> {
  let pool: WorkPool | undefined;
  const start: WorkerStart = {
    packages,
    languageModels: new Map(languageModels.map(({ name, data }) => [name, data])),
  };
  const threads = new Threads({
    file: new URL('./worker.js', import.meta.url),
    workers: config.WORKERS,
    workerData: start,
    timeout: config.WORKER_TIMEOUT,
    onRestart: (reason) => observer.restarted(reason),
    onReady: () => pool?.dispatch(),
  });
  await threads.start();
  pool = new WorkPool(threads, {
    workers: config.WORKERS,
    budget: config.BATCH_TOKENS,
    queueLimit: config.QUEUE_LIMIT,
    queueAge: config.QUEUE_AGE,
    patience: config.ANSWER_TIMEOUT,
    observer,
  });
  const close = (): Promise<void> => {
    pool.close();
    return threads.close();
  };
  return { pool, isAlive: () => threads.count > 0, close };
}

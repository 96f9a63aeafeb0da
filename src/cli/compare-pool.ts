import { type ChildProcess, fork } from 'node:child_process';
import type { RunJob, RunMessage } from './compare-messages.ts';

/** How a run ended. */
export type RunEnd =
  | { readonly kind: 'done' }
  | { readonly kind: 'interrupted' }
  | { readonly kind: 'failed'; readonly problem: string };

/** What to run, and who is told. */
export interface PoolOptions {
  readonly jobs: readonly RunJob[];
  /** How many processes at once. */
  readonly most: number;
  /** The module that each process runs. */
  readonly entry: URL;
  readonly onMessage: (index: number, message: RunMessage & { kind: 'step' | 'measuring' }) => void;
  /** The next job in turn waits for it. */
  readonly onEnd: (index: number, end: RunEnd) => Promise<void>;
}

/** Runs jobs, each in a process of its own, so that one that crashes, or whose memory grows, harms no other. */
export class RunPool {
  readonly #options: PoolOptions;
  readonly #running = new Set<ChildProcess>();
  #stopped = false;

  constructor(options: PoolOptions) {
    this.#options = options;
  }

  /** Ends when all jobs have, or when it is stopped and those under way have. */
  async run(): Promise<void> {
    const { jobs, most, onEnd } = this.#options;
    let next = 0;
    const work = async (): Promise<void> => {
      while (next < jobs.length && !this.#stopped) {
        const index = next++;
        await onEnd(index, await this.#one(index));
      }
    };
    await Promise.all(Array.from({ length: Math.min(most, jobs.length) }, work));
  }

  /** Lets no more jobs begin, and asks those under way to stop where they can go on later. */
  stop(): void {
    this.#stopped = true;
    for (const child of this.#running) child.kill('SIGTERM');
  }

  /** Ends all processes at once. */
  kill(): void {
    this.#stopped = true;
    for (const child of this.#running) child.kill('SIGKILL');
  }

  #one(index: number): Promise<RunEnd> {
    const { jobs, entry, onMessage } = this.#options;
    return new Promise((resolve) => {
      const child = fork(entry, [], { execArgv: [], stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
      this.#running.add(child);
      let said: RunEnd | undefined;
      let errors = '';
      child.stderr!.setEncoding('utf8').on('data', (text: string) => {
        errors = (errors + text).slice(-keptErrors);
      });
      child.on('message', (message: RunMessage) => {
        if (message.kind === 'step' || message.kind === 'measuring') onMessage(index, message);
        else said = message;
      });
      const end = (unsaid: string): void => {
        this.#running.delete(child);
        const problem = [unsaid, lastLine(errors)].filter(Boolean).join(': ');
        resolve(said ?? (this.#stopped ? { kind: 'interrupted' } : { kind: 'failed', problem }));
      };
      child.once('error', ({ message }) => end(`its process could not be run (${message})`));
      child.once('close', (code, signal) => end(`its process ended with ${signal ?? `exit code ${code}`}`));
      child.send(jobs[index]!, (error) => error && child.kill('SIGKILL'));
    });
  }
}

const keptErrors = 4096;

/** The last line that is not empty: what a crash says comes last. */
function lastLine(text: string): string {
  return text.trim().split('\n').at(-1)!.trim();
}

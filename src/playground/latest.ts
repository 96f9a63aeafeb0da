/**
 * Runs only the newest of the jobs that it is given: after a pause in which no newer one came, and aborting an older one
 * that still runs, so that answers never come out of order.
 */
export class Latest {
  #timer: ReturnType<typeof setTimeout> | undefined;
  #running: AbortController | undefined;

  /** Runs `job` after `wait` milliseconds, in place of all that was scheduled before. */
  schedule(job: (signal: AbortSignal) => Promise<void>, wait: number): void {
    this.cancel();
    const running = new AbortController();
    this.#running = running;
    this.#timer = setTimeout(() => {
      job(running.signal).catch((error: unknown) => {
        if (!running.signal.aborted) throw error;
      });
    }, wait);
  }

  /** Gives up what is scheduled or runs. */
  cancel(): void {
    clearTimeout(this.#timer);
    this.#running?.abort();
  }
}

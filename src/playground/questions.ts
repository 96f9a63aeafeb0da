import { Failure } from './failure.ts';
import type { Latest } from './latest.ts';

/** A thing that the page asks; given up when `signal` is aborted. */
export type Ask = (signal: AbortSignal) => Promise<void>;

/** Runs what is asked, and asks again by itself where a failure says when. */
export class Questions {
  readonly #onFailure: (failure: Failure) => void;
  /** Before this time, by the page's clock, the service wants no requests. */
  #notBefore = 0;

  constructor(onFailure: (failure: Failure) => void) {
    this.#onFailure = onFailure;
  }

  /** Asks after `wait` milliseconds, in place of what `latest` had to ask before. */
  ask(latest: Latest, ask: Ask, wait: number): void {
    const patience = this.#notBefore - performance.now();
    latest.schedule((signal) => this.#try(latest, ask, signal), Math.max(wait, patience));
  }

  async #try(latest: Latest, ask: Ask, signal: AbortSignal): Promise<void> {
    try {
      await ask(signal);
    } catch (error) {
      if (signal.aborted || !(error instanceof Failure)) throw error;
      this.#onFailure(error);
      const { code, retryAfter } = error;
      if (retryAfter === undefined) return;
      if (code === 'rate_limited') this.#notBefore = performance.now() + retryAfter * 1000;
      this.ask(latest, ask, retryAfter * 1000);
    }
  }
}

/** Waits; rejects when `signal` is aborted. */
export function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(signal.reason);
    });
  });
}

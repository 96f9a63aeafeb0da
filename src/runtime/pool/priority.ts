import { constants, getPriority, setPriority } from 'node:os';

/**
 * Lets the main thread go before this one, where threads have priorities of their own (Linux): it takes in and sends
 * what there is before a worker goes on, so batches are larger and the event loop is on time.
 */
export function yieldToMainThread(): void {
  if (process.platform !== 'linux') return;
  try {
    setPriority(Math.max(getPriority(), constants.priority.PRIORITY_BELOW_NORMAL));
  } catch {
    // A sandbox may forbid it, and the service works without.
  }
}

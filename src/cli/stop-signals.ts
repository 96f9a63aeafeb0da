/** Exit codes of a process that a signal stopped, as shells have them. */
export const exitCodes = { SIGINT: 130, SIGTERM: 143 } as const;

/** A signal that asks a training to stop after its step. */
export type StopSignal = keyof typeof exitCodes;

/** `timeout` and the like signal a process and then its whole group: that is one request, though it comes twice. */
const sameWithin = 500;

/**
 * Calls `stop` at the first signal; at a later one, since it may take too long, calls `leave` and exits. Gives a
 * function that lets go of the signals.
 */
export function onStopSignals(stop: (signal: StopSignal) => void, leave: () => void): () => void {
  let first: number | undefined;
  const onSignal = (signal: StopSignal): void => {
    const now = performance.now();
    if (first === undefined) {
      first = now;
      stop(signal);
    } else if (now - first > sameWithin) {
      leave();
      process.exit(exitCodes[signal]);
    }
  };
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal);
  return () => process.off('SIGINT', onSignal).off('SIGTERM', onSignal);
}

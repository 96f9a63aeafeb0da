/** Exit codes of a process that a signal stopped, as shells have them. */
export const exitCodes = { SIGINT: 130, SIGTERM: 143 } as const;

/** A signal that asks a training to stop after its step. */
export type StopSignal = keyof typeof exitCodes;

/** A terminal sends its Ctrl-C to all processes, and npx and timeout pass on to others what these have got already. */
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

import type { RunJob, RunMessage } from './compare-messages.ts';
import { compareRun } from './compare-run.ts';
import { explain } from './fail.ts';

/** The process of one run: is told its job, tells how far it is, and ends; stops after its step when asked to. */
async function main(): Promise<void> {
  const stop = new AbortController();
  // Also when the comparison is gone: what is done so far is kept.
  for (const event of ['SIGINT', 'SIGTERM', 'disconnect']) process.on(event, () => stop.abort());
  const job = await new Promise<RunJob>((resolve) => process.once('message', resolve));
  const end = await compareRun(job, stop.signal, tell).then(
    (kind): RunMessage => ({ kind }),
    (error: unknown): RunMessage => ({ kind: 'failed', problem: explain(error) ?? String(error) }),
  );
  const exitCode = end.kind === 'done' ? 0 : 1;
  // All is written: nothing that may still be open is waited for.
  if (process.connected) process.send!(end, () => process.exit(exitCode));
  else process.exit(exitCode);
}

function tell(message: RunMessage): void {
  // It may have been left alone meanwhile.
  if (process.connected) process.send!(message, () => {});
}

await main();

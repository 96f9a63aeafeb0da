import { availableParallelism, cpus, loadavg } from 'node:os';

/** The machine that figures are of, and whether others use it: the load average of a quiet one is near 0. */
export function describeMachine(): string {
  const cores = availableParallelism();
  const load = loadavg()[0]!.toFixed(2);
  const model = cpus()[0]?.model.trim() ?? 'unknown processor';
  return `${model}, ${cores} cores, ${process.platform} ${process.arch}, Node ${process.version}, load average ${load}`;
}

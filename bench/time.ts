/** Milliseconds of processor time that this process has used, in all its threads. */
export function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/**
 * Milliseconds of each of `rounds` runs of each task, by `clock`; the tasks take turns, so that noise falls on all alike.
 */
export async function timeEach(
  tasks: readonly (() => Promise<unknown>)[],
  rounds: number,
  clock: () => number = () => performance.now(),
): Promise<number[][]> {
  for (const task of tasks) for (let warm = 0; warm < 5; warm++) await task();
  const times = tasks.map((): number[] => []);
  for (let round = 0; round < rounds; round++) {
    for (const [index, task] of tasks.entries()) {
      const start = clock();
      await task();
      times[index]!.push(clock() - start);
    }
  }
  return times;
}

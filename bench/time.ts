/** Milliseconds of each of `rounds` runs of each task; the tasks take turns, so that noise falls on all alike. */
export async function timeEach(
  tasks: readonly (() => Promise<unknown>)[],
  rounds: number,
): Promise<number[][]> {
  for (const task of tasks) for (let warm = 0; warm < 5; warm++) await task();
  const times = tasks.map((): number[] => []);
  for (let round = 0; round < rounds; round++) {
    for (const [index, task] of tasks.entries()) {
      const start = performance.now();
      await task();
      times[index]!.push(performance.now() - start);
    }
  }
  return times;
}

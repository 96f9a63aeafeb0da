/** Padded tokens of one run of the graph: keeps memory bounded, and lets other requests in between runs. */
const tokenBudget = 1024;
/** Sentences of a group are at least this share of its longest, so padding never doubles the work. */
const shortest = 0.6;

/**
 * Splits sentences into groups of like length, each to be run as one batch: lists of indices into `lengths`,
 * which counts tokens. A group's longest sentence times its size stays within the budget, unless it is alone.
 */
export function groupByLength(lengths: readonly number[], budget: number = tokenBudget): number[][] {
  const groups: number[][] = [];
  const longestFirst = [...lengths.keys()].sort((a, b) => lengths[b]! - lengths[a]!);
  let group: number[] = [];
  for (const index of longestFirst) {
    const longest = lengths[group[0] ?? index]!;
    const full = (group.length + 1) * longest > budget;
    if (group.length > 0 && (full || lengths[index]! < longest * shortest)) {
      groups.push(group);
      group = [];
    }
    group.push(index);
  }
  if (group.length > 0) groups.push(group);
  return groups;
}

/** All sequences of `length` symbols. */
function sequences(symbols: number, length: number): number[][] {
  let found: number[][] = [[]];
  for (let at = 0; at < length; at++) {
    found = found.flatMap((path) => Array.from({ length: symbols }, (_, symbol) => [...path, symbol]));
  }
  return found;
}

/** What an alignment says: repeats of a symbol are one, and blanks are nothing. */
function collapse(path: readonly number[], blank: number): number[] {
  return path.filter((symbol, at) => symbol !== path[at - 1] && symbol !== blank);
}

/** Minus the log of the summed probability of all alignments of `target`, by trying them all; infinite if there is none. */
export function enumerateLoss(
  logProbs: readonly (readonly number[])[],
  target: readonly number[],
  blank: number,
): number {
  let sum = 0;
  for (const path of sequences(logProbs[0]!.length, logProbs.length)) {
    if (collapse(path, blank).join() !== target.join()) continue;
    sum += Math.exp(path.reduce((score, symbol, time) => score + logProbs[time]![symbol]!, 0));
  }
  return -Math.log(sum);
}

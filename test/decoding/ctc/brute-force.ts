/** An alignment: its symbol at each frame, the labelling it stands for, and its probability. */
export interface Alignment {
  readonly path: readonly number[];
  readonly labels: readonly number[];
  readonly probability: number;
}

/** Every alignment of a matrix of probabilities. */
export function alignments(rows: readonly (readonly number[])[], blank: number): Alignment[] {
  let paths: { path: number[]; probability: number }[] = [{ path: [], probability: 1 }];
  for (const row of rows) {
    paths = paths.flatMap(({ path, probability }) =>
      row.map((p, symbol) => ({ path: [...path, symbol], probability: probability * p })),
    );
  }
  return paths.map(({ path, probability }) => ({ path, probability, labels: labelsOf(path, blank) }));
}

/** Merges repetitions, then drops blanks. */
export function labelsOf(path: readonly number[], blank: number): number[] {
  return path.filter((symbol, t) => symbol !== blank && symbol !== path[t - 1]);
}

/** A labelling with its total probability and its likeliest alignment. */
export interface Labelling {
  readonly labels: readonly number[];
  probability: number;
  best: Alignment;
}

/** Every labelling that some alignment stands for, the likeliest first. */
export function labellings(rows: readonly (readonly number[])[], blank: number): Labelling[] {
  const found = new Map<string, Labelling>();
  for (const alignment of alignments(rows, blank)) {
    const key = alignment.labels.join();
    const known = found.get(key);
    if (!known) {
      found.set(key, { labels: alignment.labels, probability: alignment.probability, best: alignment });
      continue;
    }
    known.probability += alignment.probability;
    if (alignment.probability > known.best.probability) known.best = alignment;
  }
  return [...found.values()].sort((a, b) => b.probability - a.probability);
}

/** How a hypothesis must be edited to become the reference. */
export interface Edits {
  readonly substitutions: number;
  readonly deletions: number;
  readonly insertions: number;
  /** Symbols of the reference: words or letters. */
  readonly reference: number;
}

/** No edits of nothing: what sums begin with. */
export const noEdits: Edits = { substitutions: 0, deletions: 0, insertions: 0, reference: 0 };

/** Edits of several texts together. */
export function addEdits(a: Edits, b: Edits): Edits {
  return {
    substitutions: a.substitutions + b.substitutions,
    deletions: a.deletions + b.deletions,
    insertions: a.insertions + b.insertions,
    reference: a.reference + b.reference,
  };
}

/** Edits by symbol of the reference: the word or letter error rate. Where the reference is empty, the insertions. */
export function errorRate({ substitutions, deletions, insertions, reference }: Edits): number {
  return (substitutions + deletions + insertions) / Math.max(1, reference);
}

/** The words of a text. */
export function wordsOf(text: string): string[] {
  return text.split(' ').filter((word) => word !== '');
}

/** The letters of a text, spaces among them. */
export function lettersOf(text: string): string[] {
  return [...text];
}

/**
 * The fewest edits from `hypothesis` to `reference` (Levenshtein 1966); of several ways that are equally short, the one
 * with the most substitutions.
 */
export function countEdits(reference: readonly string[], hypothesis: readonly string[]): Edits {
  const width = hypothesis.length + 1;
  // Of the last row: how many edits, and how many of them are deletions; insertions follow from the lengths.
  let costs = Int32Array.from({ length: width }, (_, j) => j);
  let deletions = new Int32Array(width);
  for (const [i, symbol] of reference.entries()) {
    const next = new Int32Array(width);
    const nextDeletions = new Int32Array(width);
    next[0] = nextDeletions[0] = i + 1;
    for (let j = 1; j < width; j++) {
      const replaced = costs[j - 1]! + (symbol === hypothesis[j - 1] ? 0 : 1);
      const [deleted, inserted] = [costs[j]! + 1, next[j - 1]! + 1];
      const least = Math.min(replaced, deleted, inserted);
      const options = [
        replaced === least ? deletions[j - 1]! : Infinity,
        deleted === least ? deletions[j]! + 1 : Infinity,
        inserted === least ? nextDeletions[j - 1]! : Infinity,
      ];
      next[j] = least;
      nextDeletions[j] = Math.min(...options);
    }
    [costs, deletions] = [next, nextDeletions];
  }
  const deleted = deletions[width - 1]!;
  const inserted = deleted + hypothesis.length - reference.length;
  const substitutions = costs[width - 1]! - deleted - inserted;
  return { substitutions, deletions: deleted, insertions: inserted, reference: reference.length };
}

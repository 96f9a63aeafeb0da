import { begin, type NgramCounts } from './counts.ts';

/** Probabilities of the n-grams of counts, by entry. */
export interface NgramEstimate {
  /** Whether the model has the n-gram. */
  readonly kept: Uint8Array;
  /** P(last word | words before). */
  readonly probability: Float64Array;
  /** What P of shorter contexts is multiplied with for words that do not follow this n-gram in the model. */
  readonly backoff: Float64Array;
}

/** The discount where an order has no n-grams that occur once, or none that occur twice. */
const usualDiscount = 0.75;

/**
 * Interpolated Kneser-Ney (Chen & Goodman 1999) with one discount an order, D = n1 / (n1 + 2 n2). Below the highest
 * order an n-gram counts as often as different words come before it, unless it begins with `<s>`. The lowest order is
 * interpolated with the uniform distribution over all words, `</s>` and `<unk>`. n-grams that occur less often than
 * `least` says for their order (its numbers must not fall; the last one is for all higher orders) are left to the back-off, so that all words still add up to 1 after any context.
 */
export function estimateNgrams(counts: NgramCounts, least: readonly number[] = []): NgramEstimate {
  const adjusted = adjustedCounts(counts);
  const kept = keptNgrams(counts, least);
  const discounts = discountsOf(counts, adjusted);
  const backoff = backoffsOf(counts, { adjusted, kept, discounts });
  const probability = new Float64Array(counts.size);
  const total = totalsOf(counts, adjusted);
  const suffix = suffixesOf(counts);
  const uniform = 1 / (counts.words.length - 1);
  for (let depth = 1; depth <= counts.order; depth++) {
    for (let entry = 1; entry < counts.size; entry++) {
      if (counts.depth[entry] !== depth || !kept[entry]) continue;
      const context = counts.context[entry]!;
      const lower = depth === 1 ? uniform : probability[suffix[entry]!]!;
      const own = Math.max(0, adjusted[entry]! - discounts[depth]!) / total[context]!;
      probability[entry] = own + backoff[context]! * lower;
    }
  }
  return { kept, probability, backoff };
}

/** The probability of words that are only in the vocabulary, which is that of `<unk>` if it does not occur. */
export function unseenProbability(counts: NgramCounts, { backoff }: NgramEstimate): number {
  return backoff[0]! / (counts.words.length - 1);
}

/** Of each entry that of its words without the first; every part of a counted n-gram is counted. */
function suffixesOf(counts: NgramCounts): Int32Array {
  const suffix = new Int32Array(counts.size);
  for (let depth = 2; depth <= counts.order; depth++) {
    for (let entry = 1; entry < counts.size; entry++) {
      if (counts.depth[entry] !== depth) continue;
      suffix[entry] = counts.get(suffix[counts.context[entry]!]!, counts.word[entry]!);
    }
  }
  return suffix;
}

function adjustedCounts(counts: NgramCounts): Float64Array {
  const adjusted = new Float64Array(counts.size);
  const suffix = suffixesOf(counts);
  for (let entry = 1; entry < counts.size; entry++) {
    const isLongest = counts.depth[entry] === counts.order;
    if (isLongest || firstWord(counts, entry) === begin) adjusted[entry] = counts.count[entry]!;
    // One more word that comes before the rest of this one.
    if (counts.depth[entry]! > 1) {
      const rest = suffix[entry]!;
      if (firstWord(counts, rest) !== begin) adjusted[rest]! += 1;
    }
  }
  return adjusted;
}

function firstWord(counts: NgramCounts, entry: number): number {
  let at = entry;
  while (counts.depth[at]! > 1) at = counts.context[at]!;
  return counts.word[at]!;
}

function keptNgrams(counts: NgramCounts, least: readonly number[]): Uint8Array {
  const kept = new Uint8Array(counts.size).fill(1);
  for (let entry = 1; entry < counts.size; entry++) {
    const depth = counts.depth[entry]!;
    // Words are made <unk> where they are counted; all that are left are needed.
    if (depth > 1 && counts.count[entry]! < (least[Math.min(depth, least.length) - 1] ?? 1)) kept[entry] = 0;
  }
  return kept;
}

/** Whether an entry is a word that the model gives a probability: `<s>` never follows anything. */
function isPredicted(counts: NgramCounts, entry: number): boolean {
  return counts.word[entry] !== begin;
}

function discountsOf(counts: NgramCounts, adjusted: Float64Array): number[] {
  const once = Array<number>(counts.order + 1).fill(0);
  const twice = Array<number>(counts.order + 1).fill(0);
  for (let entry = 1; entry < counts.size; entry++) {
    if (!isPredicted(counts, entry)) continue;
    const depth = counts.depth[entry]!;
    if (adjusted[entry] === 1) once[depth]! += 1;
    if (adjusted[entry] === 2) twice[depth]! += 1;
  }
  return once.map((n1, depth) =>
    n1 > 0 && twice[depth]! > 0 ? n1 / (n1 + 2 * twice[depth]!) : usualDiscount,
  );
}

function totalsOf(counts: NgramCounts, adjusted: Float64Array): Float64Array {
  const total = new Float64Array(counts.size);
  for (let entry = 1; entry < counts.size; entry++) {
    if (isPredicted(counts, entry)) total[counts.context[entry]!]! += adjusted[entry]!;
  }
  return total;
}

function backoffsOf(
  counts: NgramCounts,
  about: {
    readonly adjusted: Float64Array;
    readonly kept: Uint8Array;
    readonly discounts: readonly number[];
  },
): Float64Array {
  const { adjusted, kept, discounts } = about;
  const total = totalsOf(counts, adjusted);
  const used = new Float64Array(counts.size);
  for (let entry = 1; entry < counts.size; entry++) {
    if (!kept[entry] || !isPredicted(counts, entry)) continue;
    used[counts.context[entry]!]! += Math.max(0, adjusted[entry]! - discounts[counts.depth[entry]!]!);
  }
  return total.map((sum, context) => (sum > 0 ? 1 - used[context]! / sum : 1));
}

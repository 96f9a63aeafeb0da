import { randomSource } from '../random.ts';

/** How large a batch may be. */
export interface BatchSize {
  /** Examples at most. */
  readonly batch: number;
  /** Tokens at most, padding included; a longer example is a batch of its own. */
  readonly batchTokens?: number | undefined;
}

/** How an epoch is cut into batches. */
export interface BatchPlan extends BatchSize {
  readonly seed: number;
  readonly epoch: number;
}

/**
 * The batches of an epoch, as indices of examples: like lengths together, so that little is padding, with some noise
 * so that batches differ between epochs; in random order. The same plan always gives the same batches.
 */
export function planBatches(lengths: ArrayLike<number>, { seed, epoch, ...size }: BatchPlan): number[][] {
  const random = randomSource(`${seed} batches ${epoch}`);
  const keys = Array.from(lengths, (length) => length * (1 + 0.2 * random.next()) + random.next());
  const order = [...keys.keys()].sort((a, b) => keys[a]! - keys[b]!);
  const batches = cutIntoBatches(order, lengths, size);
  for (let last = batches.length - 1; last > 0; last--) {
    const other = random.integer(last + 1);
    [batches[last], batches[other]] = [batches[other]!, batches[last]!];
  }
  return batches;
}

/** Cuts `order`, indices into `lengths`, into batches of neighbours. */
export function cutIntoBatches(
  order: readonly number[],
  lengths: ArrayLike<number>,
  { batch, batchTokens = Number.POSITIVE_INFINITY }: BatchSize,
): number[][] {
  const batches: number[][] = [];
  let current: number[] = [];
  let longest = 0;
  for (const index of order) {
    const next = Math.max(longest, lengths[index]!);
    if (current.length === batch || (current.length > 0 && next * (current.length + 1) > batchTokens)) {
      batches.push(current);
      current = [];
      longest = 0;
    }
    current.push(index);
    longest = Math.max(longest, lengths[index]!);
  }
  if (current.length > 0) batches.push(current);
  return batches;
}

/** A batch dealt out to workers, one by one, so that each gets like lengths; some get none of a tiny batch. */
export function dealOut(batch: readonly number[], workers: number): number[][] {
  return Array.from({ length: workers }, (_, worker) =>
    batch.filter((_, index) => index % workers === worker),
  );
}

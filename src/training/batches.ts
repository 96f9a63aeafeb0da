import { randomSource } from '../random.ts';

/** How an epoch is cut into batches. */
export interface BatchPlan {
  /** Examples in a batch. */
  readonly batch: number;
  readonly seed: number;
  readonly epoch: number;
}

/**
 * The batches of an epoch, as indices of examples: like lengths together, so that little is padding, with some noise
 * so that batches differ between epochs; in random order. The same plan always gives the same batches.
 */
export function planBatches(lengths: ArrayLike<number>, { batch, seed, epoch }: BatchPlan): number[][] {
  const random = randomSource(`${seed} batches ${epoch}`);
  const keys = Array.from(lengths, (length) => length * (1 + 0.2 * random.next()) + random.next());
  const order = [...keys.keys()].sort((a, b) => keys[a]! - keys[b]!);
  const batches: number[][] = [];
  for (let start = 0; start < order.length; start += batch) batches.push(order.slice(start, start + batch));
  for (let last = batches.length - 1; last > 0; last--) {
    const other = random.integer(last + 1);
    [batches[last], batches[other]] = [batches[other]!, batches[last]!];
  }
  return batches;
}

/** A batch dealt out to workers, one by one, so that each gets like lengths; some get none of a tiny batch. */
export function dealOut(batch: readonly number[], workers: number): number[][] {
  return Array.from({ length: workers }, (_, worker) =>
    batch.filter((_, index) => index % workers === worker),
  );
}

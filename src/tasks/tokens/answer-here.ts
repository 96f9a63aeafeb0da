import type { Submitted } from '../../runtime/pool/pool.ts';
import { type BatchResult, countsAt } from '../../runtime/pool/work.ts';

/** Has a model answer in the thread that asks, as if a pool had taken the requests in. */
export function answerHere<Request>(
  model: { answer(requests: readonly Request[]): Promise<BatchResult> },
  requests: readonly Request[],
): Submitted {
  const submitted = performance.now();
  const outcome = model.answer(requests).then(({ bodies, counts }) => ({
    bodies,
    counts: bodies.map((_, index) => countsAt(counts, index)),
    submitted,
    batches: [],
  }));
  return { outcome, cancel: () => {} };
}

import type { SentimentManifest } from '../../package/manifest.ts';
import type { WorkRequest } from '../../runtime/pool/job.ts';
import type { Submitted } from '../../runtime/pool/pool.ts';
import { countsAt } from '../../runtime/pool/work.ts';
import { estimateTokens } from '../tokens/estimate.ts';
import type { SentimentModel, SentimentRequest } from './model.ts';

/** A sentiment model as HTTP asks it, wherever it computes. */
export interface SentimentService {
  readonly manifest: SentimentManifest;
  /** Takes the requests in; throws a SlotlineError if there is no room for them. */
  answer(requests: readonly SentimentRequest[]): Submitted;
}

/** A sentiment model that computes in the threads of a pool. */
export function pooledSentiment(
  { manifest }: Pick<SentimentService, 'manifest'>,
  submit: (request: WorkRequest) => Submitted,
): SentimentService {
  return {
    manifest,
    answer(requests) {
      const sizes = requests.map(({ text }) => estimateTokens(text));
      return submit({ model: manifest.name, requests, sizes });
    },
  };
}

/** A sentiment model that computes in the thread that asks. */
export function localSentiment(model: SentimentModel): SentimentService {
  return {
    manifest: model.manifest,
    answer(requests) {
      const submitted = performance.now();
      const outcome = model.answer(requests).then(({ bodies, counts }) => ({
        bodies,
        counts: bodies.map((_, index) => countsAt(counts, index)),
        submitted,
        batches: [],
      }));
      return { outcome, cancel: () => {} };
    },
  };
}

import type { SentimentManifest } from '../../package/manifest.ts';
import type { WorkRequest } from '../../runtime/pool/job.ts';
import type { Submitted } from '../../runtime/pool/pool.ts';
import { tokenize } from '../../text/tokenizer.ts';
import { answerHere } from '../tokens/answer-here.ts';
import { erasureWork } from '../tokens/erasure.ts';
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
      // People look at explanations, and apps wait for answers.
      const mayWait = requests.some(({ explain }) => explain);
      return submit({ model: manifest.name, requests, sizes: requests.map(sizeOf), mayWait });
    },
  };
}

/** What is read many times is counted, for a wrong guess would be squared. */
function sizeOf({ text, explain }: SentimentRequest): number {
  return explain === true ? erasureWork(tokenize(text).length) : estimateTokens(text);
}

/** A sentiment model that computes in the thread that asks. */
export function localSentiment(model: SentimentModel): SentimentService {
  return { manifest: model.manifest, answer: (requests) => answerHere(model, requests) };
}

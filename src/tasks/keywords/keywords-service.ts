import type { KeywordsManifest } from '../../package/manifest.ts';
import type { WorkRequest } from '../../runtime/pool/job.ts';
import type { Submitted } from '../../runtime/pool/pool.ts';
import { answerHere } from '../tokens/answer-here.ts';
import { estimateTokens } from '../tokens/estimate.ts';
import type { KeywordsModel, KeywordsRequest } from './model.ts';

/** A model of keywords as HTTP asks it, wherever it computes. */
export interface KeywordsService {
  readonly manifest: KeywordsManifest;
  /** Takes the requests in; throws a SlotlineError if there is no room for them. */
  answer(requests: readonly KeywordsRequest[]): Submitted;
}

/** A model of keywords that computes in the threads of a pool. */
export function pooledKeywords(
  { manifest }: Pick<KeywordsService, 'manifest'>,
  submit: (request: WorkRequest) => Submitted,
): KeywordsService {
  return {
    manifest,
    answer(requests) {
      const sizes = requests.map(({ text }) => estimateTokens(text));
      return submit({ model: manifest.name, requests, sizes });
    },
  };
}

/** A model of keywords that computes in the thread that asks. */
export function localKeywords(model: KeywordsModel): KeywordsService {
  return { manifest: model.manifest, answer: (requests) => answerHere(model, requests) };
}

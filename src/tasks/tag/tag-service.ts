import type { Manifest } from '../../package/manifest.ts';
import type { WorkRequest } from '../../runtime/pool/job.ts';
import type { Submitted } from '../../runtime/pool/pool.ts';
import { tokenize } from '../../text/tokenizer.ts';
import { answerHere } from '../tokens/answer-here.ts';
import { estimateTokens } from '../tokens/estimate.ts';
import { explainedWork } from './size.ts';
import type { AnswerRequest, Tagger } from './tagger.ts';

/** A tagger as HTTP asks it, wherever it computes. */
export interface TagService {
  readonly manifest: Manifest;
  readonly labels: readonly string[];
  /** Takes the requests in; throws a SlotlineError if there is no room for them. */
  answer(requests: readonly AnswerRequest[]): Submitted;
}

/** A tagger that computes in the threads of a pool. */
export function pooledTagger(
  { manifest, labels }: Omit<TagService, 'answer'>,
  submit: (request: WorkRequest) => Submitted,
): TagService {
  return {
    manifest,
    labels,
    answer: (requests) =>
      submit({
        model: manifest.name,
        requests,
        sizes: requests.map(sizeOf),
        // People look at explanations, and apps wait for tags.
        mayWait: requests.some(({ explain }) => explain),
      }),
  };
}

/** What is explained is counted, for a wrong guess would be squared. */
function sizeOf({ text, explain }: AnswerRequest): number {
  return explain ? explainedWork(explain, tokenize(text).length) : estimateTokens(text);
}

/** A tagger that computes in the thread that asks. */
export function localTagger(tagger: Tagger): TagService {
  const { manifest, labels } = tagger;
  return { manifest, labels, answer: (requests) => answerHere(tagger, requests) };
}

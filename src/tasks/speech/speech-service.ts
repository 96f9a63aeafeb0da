import type { SpeechManifest } from '../../package/manifest.ts';
import type { WorkRequest } from '../../runtime/pool/job.ts';
import type { Submitted } from '../../runtime/pool/pool.ts';
import { answerHere } from '../tokens/answer-here.ts';
import type { SpeechRequest } from './request.ts';
import type { SpeechModel } from './service.ts';
import { estimateSteps } from './size.ts';

/** A speech model as HTTP asks it, wherever it computes. */
export interface SpeechService {
  readonly manifest: SpeechManifest;
  /** Takes recordings in; throws a SlotlineError if there is no room for them. The bodies are JSON of `SpeechAnswer`s. */
  answer(requests: readonly SpeechRequest[]): Submitted;
}

/** A speech model that computes in the threads of a pool. */
export function pooledSpeech(
  { manifest }: Pick<SpeechService, 'manifest'>,
  submit: (request: WorkRequest) => Submitted,
): SpeechService {
  return {
    manifest,
    answer: (requests) =>
      submit({
        model: manifest.name,
        requests: requests.map((request) => ({ ...request, audio: shared(request.audio) })),
        sizes: requests.map(estimateSteps),
        // A second of speech takes a worker longer than dozens of texts, so that it never has the last one.
        mayWait: true,
      }),
  };
}

/** A speech model that computes in the thread that asks. */
export function localSpeech(model: SpeechModel): SpeechService {
  return { manifest: model.manifest, answer: (requests) => answerHere(model, requests) };
}

/** The same in memory that threads share: one copy here, and none on the way, or when a batch is tried again. */
function shared<A extends Uint8Array | Int16Array>(audio: A): A {
  if (audio.buffer instanceof SharedArrayBuffer) return audio;
  const memory = new SharedArrayBuffer(audio.byteLength);
  const copy = audio instanceof Int16Array ? new Int16Array(memory) : new Uint8Array(memory);
  copy.set(audio);
  return copy as A;
}

import type { WorkRequest } from '../../runtime/pool/job.ts';
import type { Submitted } from '../../runtime/pool/pool.ts';
import { answerHere } from '../tokens/answer-here.ts';
import { decoderName, startDecoder } from './decoder.ts';
import type { LanguageModelFile } from './language-models.ts';
import type { DecodeRequest } from './request.ts';
import { sizeOf } from './work.ts';

/** The CTC decoder as HTTP asks it, wherever it computes. */
export interface DecodeService {
  readonly languageModels: readonly Omit<LanguageModelFile, 'data'>[];
  /** Takes a request in; throws a SlotlineError if there is no room for it. */
  decode(request: DecodeRequest): Submitted;
}

/** A decoder that computes in the threads of a pool. */
export function pooledDecoder(
  languageModels: readonly LanguageModelFile[],
  submit: (request: WorkRequest) => Submitted,
): DecodeService {
  return {
    languageModels,
    // One piece of work, so that its lexicon and hotwords are read once.
    decode: (request) => submit({ model: decoderName, requests: [request], sizes: [sizeOf(request)] }),
  };
}

/** A decoder that computes in the thread that asks. */
export function localDecoder(languageModels: readonly LanguageModelFile[] = []): DecodeService {
  const model = startDecoder(new Map(languageModels.map(({ name, data }) => [name, data])));
  return { languageModels, decode: (request) => answerHere(model, [request]) };
}

import { workerData } from 'node:worker_threads';
import type { NgramData } from './decoding/ctc/ngram-model.ts';
import type { AnyPackage } from './package/parse.ts';
import { guardNative } from './runtime/native.ts';
import { yieldToMainThread } from './runtime/pool/priority.ts';
import type { GuardedRequest } from './runtime/pool/threads.ts';
import type { BatchResult, WorkerModel } from './runtime/pool/work.ts';
import { decoderName, startDecoder } from './tasks/ctc/decoder.ts';
import { startModel } from './tasks/start.ts';

/** What a worker thread is given when it starts. */
export interface WorkerStart {
  readonly packages: readonly AnyPackage[];
  readonly languageModels: ReadonlyMap<string, NgramData>;
}

const { packages, languageModels } = workerData as WorkerStart;
const models = new Map<string, WorkerModel>([[decoderName, startDecoder(languageModels)]]);
for (const source of packages) models.set(source.manifest.name, await startModel(source));
yieldToMainThread();

/** Answers one batch; without requests it only tells that the thread has started. */
export async function answer({ model, requests, lock }: GuardedRequest): Promise<BatchResult> {
  if (requests.length === 0) return { bodies: [], counts: [], encode: 0, run: 0, decode: 0 };
  guardNative(lock);
  return models.get(model)!.answer(requests);
}

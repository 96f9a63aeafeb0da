import type { AnyPackage, Packages, Task } from '../package/parse.ts';
import type { WorkerModel } from '../runtime/pool/work.ts';
import { startKeywords } from './keywords/service.ts';
import { startSentiment } from './sentiment/service.ts';
import { startSpeech } from './speech/service.ts';
import { startTagger } from './tag/service.ts';

/** How each task's model starts from its package, its golden cases replayed. A new task is a line here. */
const starters: { readonly [T in Task]: (source: Packages[T]) => Promise<unknown> } = {
  tag: startTagger,
  sentiment: startSentiment,
  keywords: startKeywords,
  speech: startSpeech,
};

/** A model as a worker holds it, whatever its task; throws a PackageError. */
export async function startModel(source: AnyPackage): Promise<WorkerModel> {
  const start = starters[source.task] as (source: AnyPackage) => Promise<unknown>;
  return (await start(source)) as WorkerModel;
}

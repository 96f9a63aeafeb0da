import { parentPort, workerData } from 'node:worker_threads';
import type { Request, Trainee, WorkerStart } from './team.ts';

/** Runs a trainee in this worker thread: answers one request after another until the thread is ended. */
export async function serveTrainee<Setup, Prediction>(
  create: (start: WorkerStart<Setup>) => Promise<Trainee<Prediction>>,
): Promise<void> {
  const created = create(workerData as WorkerStart<Setup>);
  const answer = async (request: Request): Promise<unknown> => {
    const trainee = await created;
    if (request.kind === 'step') return trainee.step(request.share, request.settings);
    return request.kind === 'score' ? trainee.score(request.indices) : trainee.refresh();
  };
  // A failure must reach the main thread as the worker's error, so it is thrown outside of any promise.
  const fail = (error: unknown): void => {
    setImmediate(() => {
      throw error;
    });
  };
  parentPort!.on('message', (request: Request) => {
    answer(request).then((result) => parentPort!.postMessage(result), fail);
  });
  created.catch(fail);
}

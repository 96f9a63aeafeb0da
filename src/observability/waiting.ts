import type { RequestWork } from '../http/request-log.ts';

/** When the first worker took up a request's work, as `performance.now()` tells it; undefined without workers. */
export function firstStart({ batches }: Pick<RequestWork, 'batches'>): number | undefined {
  let first: number | undefined;
  for (const { started } of batches) if (first === undefined || started < first) first = started;
  return first;
}

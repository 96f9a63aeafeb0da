import type { WorkOutcome } from './job.ts';
import type { Submitted } from './pool.ts';

/** Several jobs of one client. */
export interface SubmittedTogether {
  /** In the order of the jobs; rejects with the first failure, and the other jobs are given up. */
  readonly outcomes: Promise<WorkOutcome[]>;
  /** Takes all of them out of the queue. */
  cancel(): void;
}

/** Submits jobs, all or none: if one is refused, those before it are given up, and what it was refused with is thrown. */
export function submitTogether(jobs: readonly (() => Submitted)[]): SubmittedTogether {
  const taken: Submitted[] = [];
  const cancel = (): void => {
    for (const job of taken) job.cancel();
  };
  try {
    for (const submit of jobs) taken.push(submit());
  } catch (error) {
    // That they were given up is news for nobody.
    for (const { outcome } of taken) outcome.catch(() => {});
    cancel();
    throw error;
  }
  const outcomes = Promise.all(taken.map(({ outcome }) => outcome));
  outcomes.catch(cancel);
  return { outcomes, cancel };
}

import { expect, it } from 'vitest';
import { SlotlineError } from '../../../src/errors.ts';
import type { WorkOutcome } from '../../../src/runtime/pool/job.ts';
import type { Submitted } from '../../../src/runtime/pool/pool.ts';
import { submitTogether } from '../../../src/runtime/pool/together.ts';

/** A job that the test ends; as in the pool, whoever waits for a cancelled one is told. */
function job() {
  let [answer, fail]: [(outcome: WorkOutcome) => void, (error: Error) => void] = [() => {}, () => {}];
  const outcome = new Promise<WorkOutcome>((resolve, reject) => {
    [answer, fail] = [resolve, reject];
  });
  const state = { cancelled: 0 };
  const submitted: Submitted = {
    outcome,
    cancel() {
      state.cancelled++;
      fail(new SlotlineError('client_gone', 'gone'));
    },
  };
  return { state, submit: () => submitted, answer, fail };
}

const outcome = (body: string): WorkOutcome => ({ bodies: [body], counts: [], submitted: 0, batches: [] });

it('gives the outcomes in the order of the jobs, whichever ends first', async () => {
  const [one, other] = [job(), job()];
  const { outcomes } = submitTogether([one.submit, other.submit]);
  other.answer(outcome('other'));
  one.answer(outcome('one'));
  expect((await outcomes).flatMap(({ bodies }) => bodies)).toEqual(['one', 'other']);
  expect([one.state.cancelled, other.state.cancelled]).toEqual([0, 0]);
});

it('cancels all jobs at once', async () => {
  const [one, other] = [job(), job()];
  const { outcomes, cancel } = submitTogether([one.submit, other.submit]);
  cancel();
  await expect(outcomes).rejects.toMatchObject({ code: 'client_gone' });
  expect(Math.min(one.state.cancelled, other.state.cancelled)).toBeGreaterThan(0);
});

it('gives up the others when one fails, and tells of that failure', async () => {
  const [one, other] = [job(), job()];
  const { outcomes } = submitTogether([one.submit, other.submit]);
  other.fail(new SlotlineError('worker_failed', 'failed'));
  await expect(outcomes).rejects.toMatchObject({ code: 'worker_failed' });
  expect(one.state.cancelled).toBe(1);
});

it('takes none in if one is refused, and leaves no rejection that nobody handles', async () => {
  const one = job();
  const refuse = (): never => {
    throw new SlotlineError('overloaded', 'full');
  };
  expect(() => submitTogether([one.submit, refuse])).toThrow('full');
  expect(one.state.cancelled).toBe(1);
  await new Promise(setImmediate);
});

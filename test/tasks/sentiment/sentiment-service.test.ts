import { expect, it } from 'vitest';
import type { WorkRequest } from '../../../src/runtime/pool/job.ts';
import type { Submitted } from '../../../src/runtime/pool/pool.ts';
import type { SentimentRequest } from '../../../src/tasks/sentiment/model.ts';
import { pooledSentiment, type SentimentService } from '../../../src/tasks/sentiment/sentiment-service.ts';

function submittedOf(...requests: SentimentRequest[]): WorkRequest {
  let work: WorkRequest | undefined;
  const manifest = { name: 'moods' } as SentimentService['manifest'];
  const service = pooledSentiment({ manifest }, (request) => {
    work = request;
    return {} as Submitted;
  });
  service.answer(requests);
  return work!;
}

it('tells the pool how many tokens a text has, and how many all readings of one explained by erasure', () => {
  const text = 'not bad at all !';
  const explains = [undefined, true, 'attention', false] as const;
  expect(submittedOf(...explains.map((explain) => ({ text, explain }))).sizes).toEqual([5, 35, 5, 5]);
});

it('lets explained texts wait for others, however short they are', () => {
  expect(submittedOf({ text: 'bad', explain: true }).mayWait).toBe(true);
  expect(submittedOf({ text: 'bad' }, { text: 'bad', explain: 'attention' }).mayWait).toBe(true);
  expect(submittedOf({ text: 'bad', explain: false }, { text: 'bad' }).mayWait).toBe(false);
});

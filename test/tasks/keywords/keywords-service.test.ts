import { expect, it } from 'vitest';
import type { WorkRequest } from '../../../src/runtime/pool/job.ts';
import type { Submitted } from '../../../src/runtime/pool/pool.ts';
import {
  type KeywordsService,
  localKeywords,
  pooledKeywords,
} from '../../../src/tasks/keywords/keywords-service.ts';
import { tinyKeywords } from '../../helpers/tiny-keywords.ts';

it('tells the pool about how many tokens each text has', () => {
  let work: WorkRequest | undefined;
  const manifest = { name: 'topics' } as KeywordsService['manifest'];
  const service = pooledKeywords({ manifest }, (request) => {
    work = request;
    return {} as Submitted;
  });
  const requests = [{ text: 'night trains !' }, { text: '夜车', limit: 3 }];
  service.answer(requests);
  expect(work).toEqual({ model: 'topics', requests, sizes: [3, 2] });
});

it('computes in the thread that asks, and counts tokens and those that the vocabulary lacks', async () => {
  const model = await tinyKeywords();
  const { outcome } = localKeywords(model).answer([{ text: 'night trains fly !' }, { text: 'the ferry' }]);
  const { bodies, counts } = await outcome;
  expect(JSON.parse(bodies[0]!).keywords).toEqual((await model.find(['night trains fly !']))[0]);
  expect(counts).toEqual([
    { tokens: 4, unknown: 2, slots: 0, unsure: 0 },
    { tokens: 2, unknown: 0, slots: 0, unsure: 0 },
  ]);
});

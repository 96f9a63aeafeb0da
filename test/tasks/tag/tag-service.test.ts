import { expect, it } from 'vitest';
import type { Submitted } from '../../../src/runtime/pool/pool.ts';
import { pooledTagger, type TagService } from '../../../src/tasks/tag/tag-service.ts';
import type { AnswerRequest } from '../../../src/tasks/tag/tagger.ts';

function sizesOf(...requests: Omit<AnswerRequest, 'unit'>[]): readonly number[] {
  let sizes: readonly number[] = [];
  const manifest = { name: 'tiny' } as TagService['manifest'];
  const service = pooledTagger({ manifest, labels: [] }, (request) => {
    sizes = request.sizes;
    return {} as Submitted;
  });
  service.answer(requests.map((request) => ({ ...request, unit: 'utf16' })));
  return sizes;
}

it('tells the pool how many tokens a text has, and how many all readings of an explained one', () => {
  const text = 'arrive Taipei on November 2';
  expect(sizesOf({ text }, { text, explain: true }, { text, explain: false })).toEqual([5, 35, 5]);
});

it('counts the tokens of an explained text, where guessing would go wrong', () => {
  const text = '☎'.repeat(30);
  expect(sizesOf({ text }, { text, explain: true })).toEqual([3, 960]);
});

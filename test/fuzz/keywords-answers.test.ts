import { expect, it } from 'vitest';
import { isSameKeywords, type KeywordsResultBody, keywordsFault } from './keywords-answers.ts';

const text = 'night trains link towns';
const keyword = (own: string, score: number, ...places: [number, number][]) => ({
  text: own,
  score,
  occurrences: places.map(([start, end]) => ({ start, end })),
});
const trains = keyword('night trains', 0.9, [0, 12]);
const towns = keyword('town', 0.5, [18, 23]);

it('finds nothing wrong with a right answer', () => {
  expect(keywordsFault(text, { minScore: 0.5 }, { keywords: [trains, towns] })).toBeUndefined();
  expect(keywordsFault('👍', {}, { keywords: [] })).toBeUndefined();
});

it.each<[string, object, KeywordsResultBody['keywords'], RegExp]>([
  ['more than was asked for', { limit: 1 }, [trains, towns], /at most 1/],
  ['a low score', { minScore: 0.6 }, [trains, towns], /0\.6 on/],
  ['a better one behind', {}, [towns, trains], /scores/],
  ['places in no order', {}, [keyword('n', 0.9, [5, 9], [0, 2])], /no order/],
  ['signs', {}, [keyword('!', 0.9, [12, 13])], /no letter/],
  ['a place of other words', {}, [keyword('towns', 0.9, [13, 17])], /not what stands at 13-17/],
  ['an offset too far', {}, [keyword('trains', 0.9, [6, 9])], /not what stands/],
  ['two at one place', {}, [trains, keyword('trains', 0.4, [6, 12])], /overlap/],
])('finds %s', (_, asked, keywords, fault) => {
  expect(keywordsFault(text, asked, { keywords })).toMatch(fault);
});

it('takes answers for the same whose scores differ by less than arithmetic does', () => {
  const near = { keywords: [{ ...trains, score: 0.900009 }] };
  expect(isSameKeywords({ keywords: [trains] }, near)).toBe(true);
  expect(isSameKeywords({ keywords: [trains] }, { keywords: [{ ...trains, score: 0.90002 }] })).toBe(false);
  expect(isSameKeywords({ keywords: [trains] }, { keywords: [{ ...trains, text: 'Night trains' }] })).toBe(
    false,
  );
  expect(isSameKeywords({ keywords: [trains] }, { keywords: [] })).toBe(false);
});

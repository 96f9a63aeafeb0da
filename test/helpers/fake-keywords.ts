import type { Page } from 'playwright-core';
import type { KeywordsAnswer, Model } from '../../src/playground/answer.ts';

/** Least score of the model `topics` unless another one is asked for. */
export const ownLeast = 0.3;

/** What the fake service finds, where it stands in a text, with its score. */
const phrases: readonly (readonly [string, number])[] = [
  ['recurrent networks', 0.91],
  ['gated cells', 0.84],
  ['slot filling', 0.6],
  ['night trains', 0.52],
  ['sentiment analysis', 0.45],
  ['character trigrams', 0.2],
];

/** Lets a page believe that its service has a model `topics` of keywords; gives what that was asked. */
export async function fakeKeywords(page: Page): Promise<Record<string, unknown>[]> {
  const asked: Record<string, unknown>[] = [];
  await page.route('**/models', async (route) => {
    const { models } = (await (await route.fetch()).json()) as { models: Model[] };
    const task = { task: 'keywords', default: true, slots: [], requested: null, metrics: {} };
    const topics = {
      ...models[0]!,
      ...task,
      name: 'topics',
      version: '3.0.0',
      keywords: { minScore: ownLeast },
    };
    await route.fulfill({ json: { models: [...models, topics] } });
  });
  await page.route('**/keywords', async (route) => {
    const question = route.request().postDataJSON();
    asked.push(question);
    await route.fulfill({ json: answerTo(question) });
  });
  return asked;
}

function answerTo({
  text,
  limit = 10,
  minScore = ownLeast,
}: {
  text: string;
  limit?: number;
  minScore?: number;
}): KeywordsAnswer {
  const keywords = phrases.flatMap(([phrase, score]) => {
    const occurrences = [...text.matchAll(new RegExp(phrase, 'gi'))].map(({ index }) => ({
      start: index,
      end: index + phrase.length,
    }));
    return score >= minScore && occurrences.length > 0 ? [{ text: phrase, score, occurrences }] : [];
  });
  return { model: { name: 'topics', version: '3.0.0' }, keywords: keywords.slice(0, limit) };
}

import { expect, it } from 'vitest';
import { scoreBaselines } from '../../../../src/tasks/keywords/baselines/index.ts';

const at = { file: 'a.jsonl', line: 1 };

it('scores all baselines on the same texts, against phrases in the text and all phrases', () => {
  const texts = [{ text: 'Ship control is hard. We sail.', keywords: ['ship controls', 'navigation'], at }];
  const training = [{ text: 'We sail a hard course', keywords: [], at }];
  const scores = scoreBaselines(texts, training, { cutoffs: [1] });
  for (const method of ['tfIdf', 'wordTfIdf', 'yake'] as const) {
    expect([method, scores[method].extractive.at[1]!.micro]).toMatchObject([
      method,
      { gold: 1, predicted: 1 },
    ]);
    expect(scores[method].all.at[1]!.micro.gold).toBe(2);
  }
  expect(scores.wordTfIdf.extractive.at[1]!.macro.f1).toBe(1);
  expect(scores.wordTfIdf.all.at[1]!.macro).toMatchObject({ precision: 1, recall: 0.5 });
});

import { randomSource } from '../../src/random.ts';
import type { ReportInput } from '../../src/report/input.ts';
import { sentimentReport } from '../../src/report/sentiment-report.ts';
import { type Judgement, probabilitiesOf } from '../../src/tasks/sentiment/calibration.ts';
import { evaluateJudgements, type SentimentEvaluation } from '../../src/tasks/sentiment/evaluate.ts';
import { sentimentRecipeSchema } from '../../src/tasks/sentiment/recipe.ts';
import { tinySentimentParts } from '../helpers/tiny-sentiment.ts';
import { madeUpInput } from './report-input.ts';

const calibration = { temperature: 2, neutral: 0.2 };

/** What a model might say that is twice as sure as it may be. */
export function madeUpJudgements(count = 500): Judgement[] {
  const random = randomSource('judgements');
  return Array.from({ length: count }, () => {
    const logits = [2 * random.normal(), 2 * random.normal()];
    return { logits, gold: random.next() < probabilitiesOf(logits, calibration.temperature)[0]! ? 0 : 1 };
  });
}

/** What would be measured of it. */
export function madeUpSentimentEvaluation(count?: number): SentimentEvaluation {
  return evaluateJudgements(madeUpJudgements(count), calibration);
}

/** The input of a report of a made-up training of a sentiment model. */
export function madeUpSentimentInput(test?: SentimentEvaluation): ReportInput {
  const recipe = sentimentRecipeSchema.parse({
    task: 'sentiment',
    name: 'moods',
    encoders: { word: { dimension: 8 } },
  });
  const manifest = { ...tinySentimentParts().manifest, calibration };
  const measured = { manifest, dev: madeUpSentimentEvaluation(), ...(test && { test }) };
  return { ...madeUpInput(), recipe, task: sentimentReport(recipe, measured) };
}

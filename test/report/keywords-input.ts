import { randomSource } from '../../src/random.ts';
import type { ReportInput } from '../../src/report/input.ts';
import { keywordsReport } from '../../src/report/keywords-report.ts';
import type { BaselineScores } from '../../src/tasks/keywords/baselines/index.ts';
import { evaluateRanked, type KeywordsEvaluation, type Ranked } from '../../src/tasks/keywords/evaluate.ts';
import { scoreKeywords } from '../../src/tasks/keywords/metrics.ts';
import { keywordsRecipeSchema } from '../../src/tasks/keywords/recipe.ts';
import { tinyKeywordsParts } from '../helpers/tiny-keywords.ts';
import { madeUpInput } from './report-input.ts';

/** What a model might find in texts of five keywords, of which four stand in the text: the better, the surer. */
export function madeUpRanked(texts = 100): Ranked[] {
  const random = randomSource('ranked');
  return Array.from({ length: texts }, (): Ranked => {
    const present = ['a', 'b', 'c', 'd'];
    const phrases = [...present, 'e', 'f', 'g', 'h', 'i', 'j', 'k'].map((key) => ({
      key,
      score: present.includes(key) ? Math.sqrt(random.next()) : random.next() ** 2,
    }));
    return { gold: [...present, 'z'], present, phrases: phrases.sort((a, b) => b.score - a.score) };
  });
}

/** What would be measured of it, beside baselines of which two find nothing. */
export function madeUpKeywordsEvaluation(texts?: number): KeywordsEvaluation {
  const ranked = madeUpRanked(texts);
  const nothing = scoreKeywords(ranked.map((each) => ({ ...each, predicted: [] })));
  const one = scoreKeywords(ranked.map((each) => ({ ...each, predicted: ['a'] })));
  const baselines: BaselineScores = { tfIdf: nothing, wordTfIdf: nothing, yake: one };
  return evaluateRanked(ranked, 0.5, baselines);
}

/** The input of a report of a made-up training of a model of keywords. */
export function madeUpKeywordsInput(test?: KeywordsEvaluation): ReportInput {
  const recipe = keywordsRecipeSchema.parse({
    task: 'keywords',
    name: 'topics',
    encoders: { word: { dimension: 8 } },
  });
  const { manifest } = tinyKeywordsParts();
  const measured = { manifest, dev: madeUpKeywordsEvaluation(), ...(test && { test }) };
  return { ...madeUpInput(), recipe, task: keywordsReport(recipe, measured) };
}

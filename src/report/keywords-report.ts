import type { KeywordsEvaluation } from '../tasks/keywords/evaluate.ts';
import type { MeasuredKeywords } from '../tasks/keywords/finish.ts';
import type { KeywordsRecipe } from '../tasks/keywords/recipe.ts';
import { percent } from './format.ts';
import type { Fact, TaskReport } from './input.ts';
import { keywordsSection } from './keywords-scores.ts';
import { networkText } from './network-text.ts';

/** What the report of a training of a model of keywords has to tell beside what all reports have. */
export function keywordsReport(
  recipe: KeywordsRecipe,
  { manifest, dev, test }: Pick<MeasuredKeywords, 'manifest' | 'dev' | 'test'>,
): TaskReport {
  const { size, margin } = manifest.window;
  return {
    purpose: 'Finds the phrases that say what a text is about',
    score: 'F1',
    unit: 'text',
    reached: [...(test ? reached('test', test) : []), ...reached('dev', dev)],
    facts: [
      ['Network', networkPhrase(recipe)],
      ['Windows', `${size} tokens, ${margin} at each side left to the next window`],
      ['Least score', `${manifest.threshold.toFixed(3)}, chosen on dev`],
    ],
    sections: [...(test ? [keywordsSection('test', test)] : []), keywordsSection('dev', dev)],
  };
}

function reached(part: string, { scores: { extractive } }: KeywordsEvaluation): Fact[] {
  return [
    [`F1@10 on ${part}`, percent(extractive.at[10]!.macro.f1)],
    [`F1 of what is answered, ${part}`, percent(extractive.set.micro.f1)],
  ];
}

function networkPhrase({ network, encoders }: KeywordsRecipe): string {
  const head =
    network.method === 'tagger'
      ? 'a label for each token under a CRF'
      : `a score for each candidate phrase by ${network.attention} units`;
  return `${networkText(network)}, ${head}; encoders ${Object.keys(encoders).join(', ')}`;
}

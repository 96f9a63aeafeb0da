import type { SentimentEvaluation } from '../tasks/sentiment/evaluate.ts';
import type { MeasuredSentiment } from '../tasks/sentiment/finish.ts';
import type { SentimentRecipe } from '../tasks/sentiment/recipe.ts';
import { percent } from './format.ts';
import type { Fact, TaskReport } from './input.ts';
import { networkText } from './network-text.ts';
import { sentimentSection } from './sentiment-scores.ts';

/** What the report of a sentiment model's training has to tell beside what all reports have. */
export function sentimentReport(
  recipe: SentimentRecipe,
  { manifest, dev, test }: Pick<MeasuredSentiment, 'manifest' | 'dev' | 'test'>,
): TaskReport {
  const { temperature } = manifest.calibration;
  return {
    purpose: 'Tells whether a text is positive or negative',
    score: 'accuracy',
    unit: 'text',
    reached: [...(test ? reached('test', test) : []), ...reached('dev', dev)],
    facts: [
      ['Network', networkPhrase(recipe)],
      ['Temperature', `${temperature.toFixed(3)}, fitted on dev`],
    ],
    sections: [...(test ? [sentimentSection('test', test)] : []), sentimentSection('dev', dev)],
  };
}

function reached(part: string, { accuracy, calibrationError }: SentimentEvaluation): Fact[] {
  return [
    [`Accuracy on ${part}`, percent(accuracy)],
    [`Calibration error, ${part}`, percent(calibrationError)],
  ];
}

function networkPhrase({ network, encoders }: SentimentRecipe): string {
  return `${networkText(network)}, pooled by additive attention of ${network.attention} units; encoders ${Object.keys(encoders).join(', ')}`;
}

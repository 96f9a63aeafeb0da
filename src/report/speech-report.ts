import type { SpeechEvaluation } from '../tasks/speech/evaluate.ts';
import type { MeasuredSpeech } from '../tasks/speech/finish.ts';
import type { SpeechRecipe } from '../tasks/speech/recipe.ts';
import { count, percent } from './format.ts';
import type { Fact, TaskReport } from './input.ts';
import { networkText } from './network-text.ts';
import { speechSection } from './speech-scores.ts';

/** What the report of a speech model's training has to tell beside what all reports have. */
export function speechReport(
  recipe: SpeechRecipe,
  { manifest, dev, test }: Pick<MeasuredSpeech, 'manifest' | 'dev' | 'test'>,
): TaskReport {
  const { utterances, hours } = manifest.training;
  return {
    purpose: 'Writes down what is said',
    score: 'letters right',
    unit: 'utterance',
    reached: [...(test ? reached('test', test) : []), ...reached('dev', dev)],
    facts: [
      ['Network', networkText(recipe.network)],
      ['Learned from', `${count(Number(utterances))} utterances, ${hours} hours`],
    ],
    sections: [...(test ? [speechSection('test', test)] : []), speechSection('dev', dev)],
  };
}

function reached(part: string, { wordErrorRate, letterErrorRate }: SpeechEvaluation): Fact[] {
  return [
    [`Word error rate on ${part}`, percent(wordErrorRate)],
    [`Letter error rate, ${part}`, percent(letterErrorRate)],
  ];
}

import type { Evaluation } from '../tasks/tag/evaluate.ts';
import type { Recipe } from '../tasks/tag/recipe.ts';
import { percent } from './format.ts';
import type { Fact, TaskReport } from './input.ts';
import { networkText } from './network-text.ts';
import { scoresSection } from './scores.ts';

/** What the report of a tagger's training has to tell beside what all reports have. */
export function tagReport(
  recipe: Recipe,
  { dev, test }: { readonly dev?: Evaluation; readonly test?: Evaluation },
): TaskReport {
  return {
    purpose: 'A tagger of booking sentences',
    score: 'F1',
    unit: 'sentence',
    reached: [...(test ? reached('test', test) : []), ...(dev ? reached('dev', dev) : [])],
    facts: [['Network', networkPhrase(recipe)]],
    sections: [...(test ? [scoresSection('test', test)] : []), ...(dev ? [scoresSection('dev', dev)] : [])],
  };
}

function reached(part: string, { scores }: Evaluation): Fact[] {
  return [
    [`F1 on ${part}`, percent(scores.overall.f1)],
    [`Exact sentences, ${part}`, percent(scores.exactMatch)],
  ];
}

function networkPhrase({ network, encoders }: Recipe): string {
  const { loss, requested } = network;
  return `${networkText(network)}, ${loss}${requested ? ', told what was asked for' : ''}; encoders ${Object.keys(encoders).join(', ')}`;
}

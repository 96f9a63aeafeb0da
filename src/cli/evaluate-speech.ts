import { readSpeechSplits } from '../corpus/speech/splits.ts';
import type { SpeechPackage } from '../package/parse.ts';
import { count, percent } from '../report/format.ts';
import { editsText, hearingHeader, hearingTables } from '../report/speech-rows.ts';
import { startAcoustic } from '../tasks/speech/acoustic-model.ts';
import { evaluateHeard, hear, type SpeechEvaluation } from '../tasks/speech/evaluate.ts';
import { speechRecipeSchema } from '../tasks/speech/recipe.ts';
import type { Colors } from './colors.ts';
import type { EvaluateOptions, Measured } from './evaluate-task.ts';
import { CommandError } from './fail.ts';
import { formatTable } from './table.ts';

/** `slotline evaluate` with the package of a speech model. */
export async function measureSpeech(source: SpeechPackage, options: EvaluateOptions): Promise<Measured> {
  const { part, utterances } = await readUtterances(source, options);
  const model = await startAcoustic(source);
  try {
    const evaluation = evaluateHeard(await hear(model, utterances));
    return {
      evaluation,
      describe: (name, colors) => describe(name, evaluation, colors),
      show: async () => {
        const { speechSection } = await import('../report/speech-scores.ts');
        return { section: speechSection(part, evaluation), figures: [] };
      },
    };
  } finally {
    await model.close();
  }
}

/** A pack whole, or a part of the data folder that the recipe of the model divides. */
async function readUtterances({ manifest }: SpeechPackage, { data, split = 'test' }: EvaluateOptions) {
  if (split !== 'dev' && split !== 'test') {
    throw new CommandError(`There is no part ${split}: use dev or test (--split).`, 2);
  }
  const plan = speechRecipeSchema.parse(manifest.training.recipe).data;
  const splits = await readSpeechSplits(data, plan, { parts: [split] });
  const utterances = splits[split];
  if (utterances.length === 0) throw new CommandError(`${data} has no utterance in the part ${split}.`);
  return { part: split, utterances };
}

function describe(model: string, evaluation: SpeechEvaluation, colors: Colors): string {
  const { utterances, wordErrorRate, letterErrorRate, sentenceErrorRate } = evaluation;
  const facts = [
    ['word error rate', percent(wordErrorRate), editsText(evaluation)],
    ['letter error rate', percent(letterErrorRate), ''],
    ['with an error', percent(sentenceErrorRate), 'of the utterances'],
  ];
  const tables = hearingTables(evaluation).flatMap(({ about, rows }) => {
    const [head, ...lines] = formatTable([hearingHeader(about), ...rows], [1, 2, 3, 4, 5]);
    return ['', colors.dim(head!), ...lines];
  });
  return [
    colors.bold(`${model} on ${count(utterances)} utterances`),
    '',
    ...formatTable(facts, [1]),
    ...tables,
  ].join('\n');
}

import { existsSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { readSource } from '../corpus/source.ts';
import { speechPlanSchema } from '../corpus/speech/plan.ts';
import { readSpeechSplits } from '../corpus/speech/splits.ts';
import type { SpeechPackage } from '../package/parse.ts';
import { count, percent } from '../report/format.ts';
import { editsText, hearingHeader, hearingTables, searchedText } from '../report/speech-rows.ts';
import { startAcoustic } from '../tasks/speech/acoustic-model.ts';
import { type OtherSearch, searchOf } from '../tasks/speech/decode.ts';
import { evaluateHeard, hear, type SpeechEvaluation } from '../tasks/speech/evaluate.ts';
import { speechRecipeSchema } from '../tasks/speech/recipe.ts';
import type { Colors } from './colors.ts';
import type { EvaluateOptions, Measured } from './evaluate-task.ts';
import { CommandError } from './fail.ts';
import { readLanguageModelFile } from './language-model-file.ts';
import { warnOfRefused } from './speech-inputs.ts';
import { formatTable } from './table.ts';

/** `slotline evaluate` with the package of a speech model. */
export async function measureSpeech(source: SpeechPackage, options: EvaluateOptions): Promise<Measured> {
  const { part, utterances } = await readUtterances(source, options);
  const model = await startAcoustic(source);
  try {
    const evaluation = evaluateHeard(await hear(model, utterances, searchOf(source, otherSearch(options))));
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

/** What the command line asks to search with. */
function otherSearch({ languageModel: file, lexicon: words }: EvaluateOptions): OtherSearch {
  return {
    ...(file !== undefined && { languageModel: readLanguageModelFile(file).languageModel }),
    ...(words !== undefined && { lexicon: readLexicon(words) }),
  };
}

function readLexicon(file: string): string[] {
  const words = readSource(file).lines.flatMap((line) => line.split(/\s+/).filter((word) => word !== ''));
  if (words.length === 0) throw new CommandError(`${file} holds no word.`);
  return words;
}

/** A pack or file whole, or a part of the data folder that the recipe of the model divides. */
async function readUtterances({ manifest }: SpeechPackage, { data, split = 'test' }: EvaluateOptions) {
  if (existsSync(join(data, 'index.jsonl')) || statSync(data, { throwIfNoEntry: false })?.isFile()) {
    const plan = speechPlanSchema.parse({ sources: [{ path: resolve(data), test: { share: 1 } }] });
    const { test, refused } = await readSpeechSplits(data, plan);
    if (test.length === 0) {
      throw new CommandError(`${data} holds no utterances.${refused[0] ? ` ${refused[0].message}` : ''}`);
    }
    warnOfRefused(refused);
    return { part: basename(data), utterances: test };
  }
  if (split !== 'dev' && split !== 'test') {
    throw new CommandError(`There is no part ${split}: use dev or test (--split).`, 2);
  }
  const plan = speechRecipeSchema.parse(manifest.training.recipe).data;
  const splits = await readSpeechSplits(data, plan, { parts: [split] });
  warnOfRefused(splits.refused);
  const utterances = splits[split];
  if (utterances.length === 0) throw new CommandError(`${data} has no utterance in the part ${split}.`);
  return { part: split, utterances };
}

function describe(model: string, evaluation: SpeechEvaluation, colors: Colors): string {
  const { utterances, wordErrorRate, letterErrorRate, sentenceErrorRate } = evaluation;
  const facts = [
    ['word error rate', percent(wordErrorRate), editsText(evaluation)],
    ['letter error rate', percent(letterErrorRate), ''],
    ...(evaluation.searched
      ? [['searched', percent(evaluation.searched.wordErrorRate), searchedText(evaluation)]]
      : []),
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

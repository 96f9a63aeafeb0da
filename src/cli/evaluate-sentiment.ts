import { statSync } from 'node:fs';
import { basename } from 'node:path';
import { readClassified } from '../corpus/classified/read.ts';
import { readClassifiedSplits } from '../corpus/classified/splits.ts';
import type { ClassifiedText } from '../corpus/classified/text.ts';
import { partNames, planFor } from '../corpus/parts.ts';
import type { SentimentPackage } from '../package/parse.ts';
import { count, percent } from '../report/format.ts';
import { classHeader, classRows, sourceHeader, sourceRows } from '../report/sentiment-rows.ts';
import {
  evaluateJudgements,
  judgeClassified,
  type SentimentEvaluation,
} from '../tasks/sentiment/evaluate.ts';
import { ownLabels, sentimentRecipeSchema } from '../tasks/sentiment/recipe.ts';
import { startSentiment } from '../tasks/sentiment/service.ts';
import type { Colors } from './colors.ts';
import type { EvaluateOptions, Measured } from './evaluate-task.ts';
import { CommandError } from './fail.ts';
import { formatTable } from './table.ts';

/** `slotline evaluate` with the package of a sentiment model. */
export async function measureSentiment(
  source: SentimentPackage,
  options: EvaluateOptions,
): Promise<Measured> {
  const { part, texts } = readTexts(source, options);
  const model = await startSentiment(source);
  try {
    const evaluation = evaluateJudgements(await judgeClassified(model, texts), model.manifest.calibration);
    return {
      evaluation,
      describe: (name, colors) => describe(name, evaluation, colors),
      show: async () => {
        const { sentimentFigures, sentimentSection } = await import('../report/sentiment-scores.ts');
        return { section: sentimentSection(part, evaluation), figures: sentimentFigures(part, evaluation) };
      },
    };
  } finally {
    await model.close();
  }
}

/** What is measured on, and what to call it: a part of a folder, or the file. */
interface Part {
  readonly part: string;
  readonly texts: readonly ClassifiedText[];
}

/** One file whole, or a part of a folder: which that is, and what the labels mean, says the recipe of the model. */
function readTexts({ manifest }: SentimentPackage, { data, split = 'test' }: EvaluateOptions): Part {
  const own = sentimentRecipeSchema.parse(manifest.training.recipe).data;
  // Other data call the classes by their names.
  const plan = planFor(data, { ...own, labels: { ...ownLabels, ...own.labels } });
  if (statSync(data, { throwIfNoEntry: false })?.isFile()) {
    return some(readClassified(data, { labels: plan.labels }).texts, basename(data));
  }
  const splits = readClassifiedSplits(data, plan);
  const dev: readonly string[] = partNames.dev;
  const part = dev.includes(split) ? splits.dev : split === 'test' ? splits.test : undefined;
  if (part === undefined)
    throw new CommandError(
      `${data} has no part ${split} to measure on: use dev or test (--split), add ${split}.jsonl, or give one file.`,
      2,
    );
  return some(part, split);
}

function some(texts: readonly ClassifiedText[], part: string): Part {
  if (texts.length === 0) throw new CommandError(`${part} holds no texts.`);
  return { part, texts };
}

function describe(model: string, evaluation: SentimentEvaluation, colors: Colors): string {
  const { texts, accuracy, calibrationError, uncalibratedError, neutral } = evaluation;
  const [head, ...lines] = formatTable([classHeader, ...classRows(evaluation)], [1, 2, 3, 4]);
  const sources = sourceRows(evaluation);
  const files = sources.length > 0 ? ['', ...formatTable([sourceHeader, ...sources], [1, 2, 3])] : [];
  const facts = [
    ['accuracy', percent(accuracy), 'each text given its likelier class'],
    ['calibration error', percent(calibrationError), `${percent(uncalibratedError)} without the temperature`],
    ['neutral', percent(neutral), 'of the texts, where the classes are about equally likely'],
  ];
  return [
    colors.bold(`${model} on ${count(texts)} texts`),
    '',
    colors.dim(head!),
    ...lines,
    ...files,
    '',
    ...formatTable(facts, [1]),
  ].join('\n');
}

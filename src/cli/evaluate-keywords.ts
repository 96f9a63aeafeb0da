import { statSync } from 'node:fs';
import { basename } from 'node:path';
import { keywordPlanSchema } from '../corpus/keyworded/plan.ts';
import { readKeyworded } from '../corpus/keyworded/read.ts';
import { readKeywordedSplits } from '../corpus/keyworded/splits.ts';
import type { KeywordedText } from '../corpus/keyworded/text.ts';
import { partNames, planFor } from '../corpus/parts.ts';
import type { KeywordsPackage } from '../package/parse.ts';
import { count } from '../report/format.ts';
import { methodHeader, methodRows, scoreHeader, scoreRows } from '../report/keyword-rows.ts';
import { scoreBaselines } from '../tasks/keywords/baselines/index.ts';
import { evaluateRanked, type KeywordsEvaluation, rankKeyworded } from '../tasks/keywords/evaluate.ts';
import { keywordsRecipeSchema } from '../tasks/keywords/recipe.ts';
import { startKeywords } from '../tasks/keywords/service.ts';
import type { Colors } from './colors.ts';
import type { EvaluateOptions, Measured } from './evaluate-task.ts';
import { CommandError } from './fail.ts';
import { formatTable } from './table.ts';

/** `slotline evaluate` with the package of a model of keywords. */
export async function measureKeywords(source: KeywordsPackage, options: EvaluateOptions): Promise<Measured> {
  const { part, texts, training } = readTexts(source, options);
  const model = await startKeywords(source);
  try {
    const { threshold, maxWords } = model.manifest;
    const baselines = training && scoreBaselines(texts, training, { maxWords });
    const evaluation = evaluateRanked(await rankKeyworded(model, texts), threshold, baselines);
    return {
      evaluation,
      describe: (name, colors) => describe(name, evaluation, colors),
      show: async () => {
        const { keywordsFigures, keywordsSection } = await import('../report/keywords-scores.ts');
        return { section: keywordsSection(part, evaluation), figures: keywordsFigures(part, evaluation) };
      },
    };
  } finally {
    await model.close();
  }
}

/** What is measured on, and what to call it: a part of a folder, or the file. */
interface Part {
  readonly part: string;
  readonly texts: readonly KeywordedText[];
  /** What baselines learn from; one file has none. */
  readonly training?: readonly KeywordedText[];
}

/**
 * One file whole, or a part of a folder. Which that is, and where its phrases are, says the recipe of the model, unless the
 * field of the phrases is told: then the parts are found by their names.
 */
function readTexts({ manifest }: KeywordsPackage, { data, field, split = 'test' }: EvaluateOptions): Part {
  const own = keywordsRecipeSchema.parse(manifest.training.recipe).data;
  const plan = field === undefined ? planFor(data, own) : keywordPlanSchema.parse({ field });
  if (statSync(data, { throwIfNoEntry: false })?.isFile()) {
    return some({ texts: readKeyworded(data, { field: plan.field }).texts, part: basename(data) });
  }
  const splits = readKeywordedSplits(data, plan);
  const dev: readonly string[] = partNames.dev;
  const texts = dev.includes(split) ? splits.dev : split === 'test' ? splits.test : undefined;
  if (texts === undefined) {
    throw new CommandError(
      `${data} has no part ${split} to measure on: use dev or test (--split), add ${split}.jsonl, or give one file.`,
      2,
    );
  }
  return some({ texts, part: split, training: splits.train });
}

function some(part: Part): Part {
  if (part.texts.length === 0) throw new CommandError(`${part.part} holds no texts.`);
  return part;
}

function describe(model: string, evaluation: KeywordsEvaluation, colors: Colors): string {
  const { texts, scores, threshold, matching, baselines } = evaluation;
  const lines = [colors.bold(`${model} on ${count(texts)} texts`), colors.dim(matching)];
  for (const [kind, what] of [
    ['extractive', 'keywords that stand in the text'],
    ['all', 'all keywords'],
  ] as const) {
    const { documents, set } = scores[kind];
    const of = `${count(set.micro.gold)} in ${count(documents)} texts`;
    lines.push('', colors.bold(`${what}: ${of}`));
    lines.push(...tableOf(['phrases', ...scoreHeader], scoreRows(scores[kind], threshold), colors));
    lines.push(...tableOf(['method', ...methodHeader], methodRows(evaluation, kind), colors));
  }
  if (!baselines) {
    lines.push(
      '',
      'Give the data folder, with its training part, to see methods without a network beside it.',
    );
  }
  return lines.join('\n');
}

function tableOf(header: readonly string[], rows: readonly (readonly string[])[], colors: Colors): string[] {
  const [head, ...lines] = formatTable([header, ...rows], [1, 2, 3, 4, 5, 6]);
  return [colors.dim(head!), ...lines];
}

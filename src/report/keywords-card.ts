import type { KeywordsManifestFields } from '../package/manifest.ts';
import type { KeywordsEvaluation } from '../tasks/keywords/evaluate.ts';
import type { MeasuredKeywords } from '../tasks/keywords/finish.ts';
import { type KeywordsRecipe, keywordsRecipeSchema } from '../tasks/keywords/recipe.ts';
import { licencePart, trainingPart } from './card-parts.ts';
import { capitalized, count, fileSize, percent } from './format.ts';
import { methodHeader, methodRows, scoreHeader, scoreRows } from './keyword-rows.ts';
import { inline, markdownTable } from './markdown.ts';
import { networkText } from './network-text.ts';

/** The model card of a model of keywords in Markdown: the README.md of its package. */
export function renderKeywordsCard({ manifest, dev, test, bytes }: MeasuredKeywords): string {
  const recipe = keywordsRecipeSchema.parse(manifest.training.recipe);
  const parts = [
    intro(manifest, recipe, bytes),
    usePart(manifest, recipe),
    ...(test ? [figuresPart(manifest, 'test', test)] : []),
    figuresPart(manifest, 'dev', dev),
    trainingPart(manifest, recipe),
    limitsPart(manifest),
    licencePart(manifest),
  ];
  return `${parts.join('\n\n')}\n`;
}

function intro(
  manifest: KeywordsManifestFields,
  { description, network }: KeywordsRecipe,
  bytes: number,
): string {
  const { name, version, language, method, maxWords, window, threshold } = manifest;
  const head =
    method === 'tagger'
      ? 'every token gets a label under a conditional random field, and the score of a phrase is the probability of its labels'
      : `candidate phrases, which hold no stopword, get scores by ${count(network.attention)} units that know what the window is about`;
  return `# ${name} ${version}

${description || 'Finds the phrases that say what a text is about.'}

It reads texts (language: ${language}) by ${networkText(network)}; ${head}. ${fileSize(bytes)} in all. It finds phrases of up to
${maxWords} words that stand in the text, and answers those with a score of at least ${threshold.toFixed(3)}, which did best on dev. Texts of
more than ${count(window.size)} tokens are read in windows of so many, of which each leaves ${count(window.margin)} at its sides to its neighbours.`;
}

function usePart({ name }: KeywordsManifestFields, { examples }: KeywordsRecipe): string {
  const text = examples[0] ?? 'Night trains are back: sleeper services link Vienna with Paris';
  const body = JSON.stringify({ text, model: name }).replaceAll("'", "'\\''");
  return `## How to use

\`\`\`sh
curl -s http://127.0.0.1:8080/keywords -H 'content-type: application/json' \\
  -d '${body}'
\`\`\`

On the command line: ${inline(`slotline keywords --model ${name} "..."`)}.`;
}

function figuresPart(
  manifest: KeywordsManifestFields,
  part: 'dev' | 'test',
  evaluation: KeywordsEvaluation,
): string {
  const { texts, scores, threshold, matching } = evaluation;
  const { extractive, all } = scores;
  const chosen =
    part === 'dev'
      ? ' The epoch and the least score were chosen by these texts, so the figures are a little too good.'
      : '';
  return `## ${String(manifest.metrics[part]?.dataSet)}

${count(texts)} texts. ${capitalized(matching)}. Averages are over texts, those called micro over phrases.${chosen}

${count(extractive.set.micro.gold)} keywords that stand in the text:

${markdownTable(['phrases', ...scoreHeader], scoreRows(extractive, threshold), 6)}

All ${count(all.set.micro.gold)} keywords, also those that do not stand in the text:

${markdownTable(['phrases', ...scoreHeader], scoreRows(all, threshold), 6)}

Beside methods without a network, by the same rule (average F1 over texts), keywords that stand in the text:

${markdownTable(['method', ...methodHeader], methodRows(evaluation, 'extractive'), 3)}

All keywords:

${markdownTable(['method', ...methodHeader], methodRows(evaluation, 'all'), 3)}

F1 of what is answered, micro-averaged, is **${percent(extractive.set.micro.f1)}**.`;
}

function limitsPart({ language }: KeywordsManifestFields): string {
  return `## Limits

It finds only phrases that stand in the text as they are, and learned from what some people called keywords of one kind of texts
in one language (${language}): others would choose otherwise. Scores tell phrases of one text apart better than texts from each other. It is
not meant for decisions about people.`;
}

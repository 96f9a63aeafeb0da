import type { SentimentManifestFields } from '../package/manifest.ts';
import type { SentimentEvaluation } from '../tasks/sentiment/evaluate.ts';
import type { MeasuredSentiment } from '../tasks/sentiment/finish.ts';
import { type SentimentRecipe, sentimentRecipeSchema } from '../tasks/sentiment/recipe.ts';
import { licencePart, trainingPart } from './card-parts.ts';
import { count, fileSize, percent } from './format.ts';
import { inline, markdownTable } from './markdown.ts';
import { classHeader, classRows, sourceHeader, sourceRows } from './sentiment-rows.ts';

/** The model card of a sentiment model in Markdown: the README.md of its package. */
export function renderSentimentCard({ manifest, dev, test, bytes }: MeasuredSentiment): string {
  const recipe = sentimentRecipeSchema.parse(manifest.training.recipe);
  const parts = [
    intro(manifest, recipe, bytes),
    ...(test ? [figuresPart(String(manifest.metrics.test?.dataSet), test)] : []),
    figuresPart(String(manifest.metrics.dev?.dataSet), dev),
    trainingPart(manifest, recipe),
    limitsPart(manifest),
    licencePart(manifest),
  ];
  return `${parts.join('\n\n')}\n`;
}

function intro(manifest: SentimentManifestFields, recipe: SentimentRecipe, bytes: number): string {
  const { name, version, language, calibration } = manifest;
  const { cell, direction, layers, hidden, attention } = recipe.network;
  const half = (50 * calibration.neutral).toFixed(1);
  return `# ${name} ${version}

${recipe.description || 'Tells whether a text is positive or negative.'}

It reads texts (language: ${language}) by ${layers} ${direction} ${layers === 1 ? 'layer' : 'layers'} of ${inline(cell.name)} with ${count(hidden)} units a direction, pooled by
additive attention of ${count(attention)} units; ${fileSize(bytes)} in all. Logits are divided by ${calibration.temperature.toFixed(3)}, a temperature fitted on dev. The
label is ${inline('neutral')} where the probability of ${inline('positive')} is less than ${half} points from 50 %.`;
}

function figuresPart(dataSet: string, evaluation: SentimentEvaluation): string {
  const { texts, accuracy, calibrationError, uncalibratedError, neutral, bins } = evaluation;
  const classes = classRows(evaluation).map(([name, ...scores]) => [inline(name!), ...scores]);
  const reliability = bins
    .filter((bin) => bin.count > 0)
    .map((bin) => [percent(bin.confidence), percent(bin.accuracy), count(bin.count)]);
  return `## ${dataSet}

Accuracy **${percent(accuracy)}** of ${count(texts)} texts, each given its likelier class. Expected calibration error (15 bins) ${percent(calibrationError)},
without the temperature ${percent(uncalibratedError)}. ${percent(neutral)} of the texts are answered as neutral.

${markdownTable(classHeader, classes, 4)}${sourcesPart(evaluation)}

How far probabilities can be believed:

${markdownTable(['mean confidence', 'right', 'texts'], reliability, 3)}`;
}

function sourcesPart(evaluation: SentimentEvaluation): string {
  const rows = sourceRows(evaluation);
  return rows.length === 0 ? '' : `\n\n${markdownTable(sourceHeader, rows, 3)}`;
}

function limitsPart({ language }: SentimentManifestFields): string {
  return `## Limits

It knows the kind of texts that it was trained on, in one language (${language}): of others it may be wrong and sure of it. Irony,
what is left unsaid, and texts that praise one thing and blame another are beyond it. It is not meant for decisions about people.`;
}

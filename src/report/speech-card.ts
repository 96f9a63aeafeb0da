import type { SpeechManifestFields } from '../package/manifest.ts';
import type { SpeechEvaluation } from '../tasks/speech/evaluate.ts';
import type { MeasuredSpeech } from '../tasks/speech/finish.ts';
import { type SpeechRecipe, speechRecipeSchema } from '../tasks/speech/recipe.ts';
import { licencePart } from './card-parts.ts';
import { count, fileSize, percent } from './format.ts';
import { inline, markdownTable } from './markdown.ts';
import { networkText } from './network-text.ts';
import { editsText, hearingHeader, hearingTables, searchedText } from './speech-rows.ts';

/** The model card of a speech model in Markdown: the README.md of its package. */
export function renderSpeechCard({ manifest, dev, test, bytes }: MeasuredSpeech): string {
  const recipe = speechRecipeSchema.parse(manifest.training.recipe);
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

function intro(
  { name, version, language, features }: SpeechManifestFields,
  recipe: SpeechRecipe,
  bytes: number,
): string {
  const step = Math.round(1000 * features.hop * features.stride);
  return `# ${name} ${version}

${recipe.description || 'Writes down what is said.'}

It hears speech (language: ${language}) as log energies of ${features.bands} mel bands, and every ${step} ms says how probable each letter is: ${networkText(recipe.network)},
trained by connectionist temporal classification; ${fileSize(bytes)}, the weights of recurrent layers in 8 bits a number.`;
}

function figuresPart(dataSet: string, evaluation: SpeechEvaluation): string {
  const { utterances, wordErrorRate, letterErrorRate, sentenceErrorRate } = evaluation;
  const searched = evaluation.searched ? `\n\nWith its language model: ${searchedText(evaluation)}.` : '';
  const tables = hearingTables(evaluation).map(
    ({ about, rows }) => `\n\n${markdownTable(hearingHeader(about), rows, 5)}`,
  );
  return `## ${dataSet}

Word error rate **${percent(wordErrorRate)}** (${editsText(evaluation)}), letter error rate ${percent(letterErrorRate)}, by the best path and without a language
model. In ${percent(sentenceErrorRate)} of ${count(utterances)} utterances anything is wrong.${searched}${tables.join('')}`;
}

function trainingPart({ training, architecture }: SpeechManifestFields, { name }: SpeechRecipe): string {
  const data = training.dataSet.map((each) => [each.name, each.license, inline(each.sha256)]);
  const from = training.from as { name: string; version: string } | undefined;
  const start = from ? ` It started from the weights of ${from.name} ${from.version}.` : '';
  return `## Training

${markdownTable(['data', 'licence', 'SHA-256'], data)}

${count(Number(architecture.parameters))} trained parameters, ${count(Number(training.utterances))} training utterances (${training.hours} hours), the weights after epoch ${training.bestEpoch} of ${training.epochs}.${start}
${inline('manifest.json')} holds the whole recipe, under ${inline('training.recipe')}. The same recipe, data, seed and number of workers repeat the training:

\`\`\`sh
slotline train recipe.json --data DATA --out models/${name} --workers ${training.workers}${from ? ` --from models/${from.name}` : ''}
\`\`\``;
}

function limitsPart({ language }: SpeechManifestFields): string {
  return `## Limits

It knows the voices, rooms and sentences that it was trained on, in one language (${language}): of others it may be wrong and sure of it.
It writes letters only, so numbers come as words, and names as they sound. It is not meant for decisions about people.`;
}

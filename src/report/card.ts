import { z } from 'zod';
import type { ManifestFields } from '../package/manifest.ts';
import type { Evaluation } from '../tasks/tag/evaluate.ts';
import { type Recipe, recipeSchema } from '../tasks/tag/recipe.ts';
import { metricsPart } from './card-metrics.ts';
import { weaknesses } from './card-weaknesses.ts';
import { count } from './format.ts';
import { inline, markdownTable } from './markdown.ts';
import { networkText } from './network-text.ts';

const teacherSchema = z.object({ name: z.string(), version: z.string(), sha256: z.string() });

/** A package's manifest, and what was measured on it. */
export interface CardInput {
  readonly manifest: ManifestFields;
  /** Whether dev is no part of the data but a tenth of train. */
  readonly devCutFromTrain?: boolean;
  readonly dev: Evaluation;
  readonly test?: Evaluation;
}

/** The model card (Mitchell et al. 2019) in Markdown: the README.md of a package. */
export function renderCard({ manifest, devCutFromTrain = false, dev, test }: CardInput): string {
  const recipe = recipeSchema.parse(manifest.training.recipe);
  const parts = [
    intro(manifest, recipe),
    slotsPart(manifest),
    usePart(manifest, recipe),
    dataPart(manifest),
    trainingPart(manifest, recipe),
    ...(test ? [metricsPart('test', manifest, test)] : []),
    metricsPart(devCutFromTrain ? 'dev cut from train' : 'dev', manifest, dev),
    limitsPart(manifest, test ?? dev, test ? 'test' : 'dev'),
    licencePart(manifest),
  ];
  return `${parts.join('\n\n')}\n`;
}

function intro({ name, version, language }: ManifestFields, { description, network }: Recipe): string {
  const loss = network.loss === 'crf' ? ' with a conditional random field on top' : '';
  return `# ${name} ${version}

${description || 'A tagger of booking sentences.'}

It finds slots in sentences (language: ${language}): a network of ${networkText(network)}${loss} gives every token a
BIO label. It was trained and is served by Slotline.`;
}

function slotsPart({ slots, requested, labels }: ManifestFields): string {
  const list = slots.map((slot) => `- ${inline(slot)}`).join('\n');
  const asked = requested
    ? `\n\nIt can be told which of these slots had just been asked for (\`requested\`): ${requested.map(inline).join(', ')}.`
    : '';
  return `## Slots\n\n${count(slots.length)} slots, ${count(labels.count)} labels:\n\n${list}${asked}`;
}

function usePart({ name }: ManifestFields, { examples }: Recipe): string {
  const text = examples[0] ?? 'I would like to arrive in Taipei on November 2nd';
  const body = JSON.stringify({ text, model: name }).replaceAll("'", "'\\''");
  return `## How to use

Put this folder among the service's models, start the service, and ask:

\`\`\`sh
curl -s http://127.0.0.1:8080/tag -H 'content-type: application/json' \\
  -d '${body}'
\`\`\`

On the command line: \`slotline tag --model ${name} "..."\`. \`golden.json\` holds texts with the slots that the model
finds in them.`;
}

function dataPart({ training }: ManifestFields): string {
  const rows = training.dataSet.map(({ name, license, sha256 }) => [name, license, inline(sha256)]);
  return `## Data

${markdownTable(['data', 'licence', 'SHA-256'], rows)}

The SHA-256 of labelled data is of its files one after another: train, dev, test. Vocabulary and labels come from the training part only.`;
}

function trainingPart({ training, architecture }: ManifestFields, recipe: Recipe): string {
  const { network, encoders, training: settings } = recipe;
  const { optimizer, clipping, batch, averaging, seed } = settings;
  const given = (name: string) => recorded(training, name);
  const limits = Object.entries(clipping).map(([kind, limit]) => `${kind} ${limit}`);
  const rows = [
    [
      'encoders',
      Object.entries(encoders)
        .flatMap(([name, of]) => of && `${name} ${of.dimension}`)
        .join(', '),
    ],
    ['network', `${networkText(network)}, ${network.loss}`],
    ['parameters', 'parameters' in architecture ? count(Number(architecture.parameters)) : 'not recorded'],
    [
      'dropout',
      Object.entries(network.dropout)
        .map(([where, rate]) => `${where} ${rate}`)
        .join(', '),
    ],
    ['optimizer', `${optimizer.name}, learning rate ${optimizer.learningRate}, ${settings.schedule.decay}`],
    ['clipping', limits.join(', ') || 'none'],
    ['averaging', averaging ? String(averaging) : 'none'],
    ['batch', count(batch)],
    ['training sentences', trainingSentences(training, recipe)],
    ...teacherRows(training, recipe),
    [
      'epochs',
      `${given('epochs')} of at most ${settings.epochs}; the weights are those after epoch ${given('bestEpoch')}`,
    ],
    ['seed', String(seed)],
    ['workers', given('workers')],
  ];
  return `## Training

${markdownTable(['setting', 'value'], rows)}

\`manifest.json\` holds the whole recipe, under \`training.recipe\`. The same recipe, data, seed and number of workers
repeat the training:

\`\`\`sh
slotline train recipe.json --data DATA --out models/${recipe.name} --workers ${training.workers ?? 1}${encoders.vector ? ' --vectors VECTORS' : ''}${recipe.distillation ? ' --teacher TEACHER' : ''}
\`\`\``;
}

function teacherRows(training: ManifestFields['training'], { distillation }: Recipe): string[][] {
  const { success, data } = teacherSchema.safeParse(training.teacher);
  if (!distillation || !success) return [];
  const { weight, temperature } = distillation;
  const share = `${Math.round(100 * weight)} % of the loss at temperature ${temperature}`;
  return [['teacher', `${data.name} ${data.version} (${inline(data.sha256)}), ${share}`]];
}

function recorded(training: ManifestFields['training'], name: string): string {
  return name in training ? count(Number(training[name])) : 'not recorded';
}

function trainingSentences(training: ManifestFields['training'], { augmentation }: Recipe): string {
  const sentences = recorded(training, 'sentences');
  const roles = augmentation.swapRoles;
  if (!roles || !('twins' in training)) return sentences;
  const swapped = `with ${inline(roles.origin)} and ${inline(roles.destination)} swapped`;
  return `${sentences}, and ${recorded(training, 'twins')} of them again ${swapped}`;
}

function limitsPart(manifest: ManifestFields, measured: Evaluation, part: string): string {
  return `## Intended use

Filling the slots of short sentences (language: ${manifest.language}) that people write or say to a booking application, which shows what
was understood before it acts on it. It is not meant for other languages, for long texts, or for decisions about people,
and it should not book or pay without a person's confirmation.

## Limits and known weaknesses

${weaknesses(manifest, measured, part)
  .map((line) => `- ${line}`)
  .join('\n')}`;
}

function licencePart({ license, training }: ManifestFields): string {
  const data = training.dataSet.map(({ name, license: of }) => `${name}: ${of}`).join('; ');
  return `## Licence\n\nThe model: ${license}. The data it was trained on: ${data}.`;
}

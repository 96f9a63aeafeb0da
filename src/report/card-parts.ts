import { count } from './format.ts';
import { inline, markdownTable } from './markdown.ts';

/** What of a manifest the parts need that the cards of several tasks have. */
interface Trained {
  readonly license: string;
  readonly architecture: object;
  readonly training: {
    readonly dataSet: readonly { readonly name: string; readonly license: string; readonly sha256: string }[];
    readonly [field: string]: unknown;
  };
}

/** What of a recipe. */
interface Repeatable {
  readonly name: string;
  readonly encoders: { readonly vector?: unknown };
}

/** What a model was trained on, and how to do it again. */
export function trainingPart({ training, architecture }: Trained, { name, encoders }: Repeatable): string {
  const data = training.dataSet.map((each) => [each.name, each.license, inline(each.sha256)]);
  const { parameters } = architecture as { readonly parameters?: unknown };
  const vectors = encoders.vector ? ' --vectors VECTORS' : '';
  return `## Training

${markdownTable(['data', 'licence', 'SHA-256'], data)}

${count(Number(parameters))} trained parameters, ${count(Number(training.texts))} training texts, the weights after epoch ${training.bestEpoch} of ${training.epochs}. ${inline('manifest.json')} holds the
whole recipe, under ${inline('training.recipe')}. The same recipe, data, seed and number of workers repeat the training:

\`\`\`sh
slotline train recipe.json --data DATA --out models/${name} --workers ${training.workers}${vectors}
\`\`\``;
}

/** Under which licences a model and its data are. */
export function licencePart({ license, training }: Trained): string {
  const data = training.dataSet.map(({ name, license: of }) => `${name}: ${of}`).join('; ');
  return `## Licence

The model: ${license}. The data it was trained on: ${data}.`;
}

import { mkdir, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { Command } from 'commander';
import { loadAnyPackage } from '../package/load.ts';
import type { AnyPackage, Packages, Task } from '../package/parse.ts';
import { colorsFor } from './colors.ts';
import { measureKeywords } from './evaluate-keywords.ts';
import { measureSentiment } from './evaluate-sentiment.ts';
import { measureSpeech } from './evaluate-speech.ts';
import { measureTagger } from './evaluate-tag.ts';
import type { EvaluateOptions, Measured, MeasureTask } from './evaluate-task.ts';
import { run } from './fail.ts';
import { findModel } from './models.ts';

/** `slotline evaluate PACKAGE --data FILE`: scores a model through the serving path. */
export function evaluateCommand(): Command {
  return new Command('evaluate')
    .description(
      'measure a tagger, a sentiment model, a model of keywords or a speech model on labelled data',
    )
    .argument('<package>', "a package's folder, or a name in the models folder")
    .requiredOption('--data <path>', 'a file of labelled data, or a data folder')
    .option('--split <part>', 'which part of a data folder (default: test)')
    .option('--field <name>', 'for keywords: where the lines of other data sets have their phrases')
    .option(
      '--language-model <file>',
      'for speech: an ARPA file to search with, instead of what the model has',
    )
    .option('--lexicon <file>', 'for speech: the words that texts may be made of, to search with')
    .option('--json', 'print everything that was measured as JSON')
    .option('--report <file>', 'also write a page with tables and plots')
    .option('--figures <folder>', 'also write the plots as SVG files')
    .action((name: string, options: EvaluateOptions) => run(() => evaluate(name, options)));
}

/** How the models of each task are measured. A new task is a line here. */
const tasks: { readonly [T in Task]: MeasureTask<T> } = {
  tag: measureTagger,
  sentiment: measureSentiment,
  keywords: measureKeywords,
  speech: measureSpeech,
};

async function evaluate(name: string, options: EvaluateOptions): Promise<void> {
  const source = await loadAnyPackage(findModel(name));
  const measure = tasks[source.task] as (
    source: Packages[Task],
    options: EvaluateOptions,
  ) => Promise<Measured>;
  const measured = await measure(source, options);
  const text = options.json
    ? JSON.stringify(measured.evaluation, null, 2)
    : measured.describe(modelOf(source), colorsFor(process.stdout));
  process.stdout.write(`${text}\n`);
  if (options.report !== undefined) await writePage(options.report, { source, measured, data: options.data });
  if (options.figures !== undefined) await writeFigures(options.figures, measured);
}

function modelOf({ manifest }: AnyPackage): string {
  return `${manifest.name} ${manifest.version}`;
}

interface Page {
  readonly source: AnyPackage;
  readonly measured: Measured;
  readonly data: string;
}

async function writePage(file: string, { source, measured, data }: Page): Promise<void> {
  // Loaded only now: who looks at numbers needs no plots.
  const { renderEvaluation } = await import('../report/evaluation.ts');
  const { section } = await measured.show();
  await mkdir(dirname(resolve(file)), { recursive: true });
  await writeFile(file, renderEvaluation({ model: modelOf(source), data: basename(resolve(data)), section }));
}

async function writeFigures(folder: string, { show }: Measured): Promise<void> {
  const { renderPicture } = await import('../report/chart.ts');
  const { figures } = await show();
  await mkdir(folder, { recursive: true });
  for (const figure of figures) await writeFile(join(folder, `${figure.id}.svg`), renderPicture(figure));
}

import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { findPart, type LabelledSentence, readLabelled, readPart } from '../corpus/index.ts';
import { partNames } from '../corpus/parts.ts';
import { loadAnyPackage } from '../package/load.ts';
import { evaluateTagger } from '../tasks/tag/evaluate.ts';
import { startTagger } from '../tasks/tag/service.ts';
import { colorsFor } from './colors.ts';
import { type EvaluateOptions, evaluateSentiment } from './evaluate-sentiment.ts';
import { describeEvaluation } from './evaluation-tables.ts';
import { CommandError, run } from './fail.ts';
import { findModel } from './models.ts';

/** `slotline evaluate PACKAGE --data FILE`: scores a model through the serving path. */
export function evaluateCommand(): Command {
  return new Command('evaluate')
    .description('measure a tagger or a sentiment model on labelled data')
    .argument('<package>', "a package's folder, or a name in the models folder")
    .requiredOption('--data <path>', 'a file of labelled data, or a data folder')
    .option('--split <part>', 'which part of a data folder (default: test)')
    .option('--json', 'print everything that was measured as JSON')
    .action((name: string, options: EvaluateOptions) => run(() => evaluate(name, options)));
}

async function evaluate(name: string, options: EvaluateOptions): Promise<void> {
  const source = await loadAnyPackage(findModel(name));
  if (source.task === 'sentiment') return evaluateSentiment(source, options);
  const sentences = readSentences(options);
  const tagger = await startTagger(source);
  try {
    warnOfUnknownSlots(sentences, tagger.manifest.slots);
    const evaluation = await evaluateTagger(tagger, sentences);
    const { name, version } = tagger.manifest;
    const text = options.json
      ? JSON.stringify(evaluation, null, 2)
      : describeEvaluation(`${name} ${version}`, evaluation, colorsFor(process.stdout));
    process.stdout.write(`${text}\n`);
  } finally {
    await tagger.close();
  }
}

function readSentences({ data, split }: EvaluateOptions): LabelledSentence[] {
  const found = statSync(data, { throwIfNoEntry: false });
  const hasParts = found?.isDirectory() && !existsSync(join(data, 'seq.in'));
  if (found && !hasParts && split !== undefined) {
    throw new CommandError(`${data} has no parts to choose from: leave --split out.`, 2);
  }
  const sentences = hasParts ? readSplit(data, split ?? 'test') : readLabelled(data);
  if (sentences.length === 0) throw new CommandError(`${data} holds no sentences.`);
  return sentences;
}

function readSplit(data: string, split: string): LabelledSentence[] {
  const names: readonly string[] = partNames.dev;
  const dev = names.includes(split) ? findPart(data, names) : undefined;
  return dev === undefined ? readLabelled(data, { split }) : readPart(dev).sentences;
}

function warnOfUnknownSlots(sentences: readonly LabelledSentence[], known: readonly string[]): void {
  const slots = new Set(sentences.flatMap((sentence) => sentence.slots.map(({ slot }) => slot)));
  const unknown = [...slots].filter((slot) => !known.includes(slot)).sort();
  if (unknown.length > 0) {
    const { yellow } = colorsFor(process.stderr);
    process.stderr.write(`${yellow('warning')}: the model cannot find ${unknown.join(', ')}\n`);
  }
}

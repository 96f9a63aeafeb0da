import { existsSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { findPart, type LabelledSentence, readLabelled, readPart } from '../corpus/index.ts';
import { partNames } from '../corpus/parts.ts';
import type { TaggerPackage } from '../package/parse.ts';
import { evaluateTagger } from '../tasks/tag/evaluate.ts';
import { startTagger } from '../tasks/tag/service.ts';
import { colorsFor } from './colors.ts';
import type { EvaluateOptions, Measured } from './evaluate-task.ts';
import { describeEvaluation } from './evaluation-tables.ts';
import { CommandError } from './fail.ts';

/** `slotline evaluate` with the package of a tagger. */
export async function measureTagger(source: TaggerPackage, options: EvaluateOptions): Promise<Measured> {
  const { part, sentences } = readSentences(options);
  const tagger = await startTagger(source);
  try {
    warnOfUnknownSlots(sentences, tagger.manifest.slots);
    const evaluation = await evaluateTagger(tagger, sentences);
    return {
      evaluation,
      describe: (model, colors) => describeEvaluation(model, evaluation, colors),
      show: async () => {
        const { scoreFigures, scoresSection } = await import('../report/scores.ts');
        return { section: scoresSection(part, evaluation), figures: scoreFigures(part, evaluation) };
      },
    };
  } finally {
    await tagger.close();
  }
}

/** What is measured on, and what to call it: a part of a folder, or the file. */
interface Part {
  readonly part: string;
  readonly sentences: readonly LabelledSentence[];
}

function readSentences({ data, split }: EvaluateOptions): Part {
  const found = statSync(data, { throwIfNoEntry: false });
  const hasParts = found?.isDirectory() && !existsSync(join(data, 'seq.in'));
  if (found && !hasParts && split !== undefined) {
    throw new CommandError(`${data} has no parts to choose from: leave --split out.`, 2);
  }
  const part = hasParts ? (split ?? 'test') : undefined;
  const sentences = part === undefined ? readLabelled(data) : readSplit(data, part);
  if (sentences.length === 0) throw new CommandError(`${data} holds no sentences.`);
  return { part: part ?? basename(resolve(data)), sentences };
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

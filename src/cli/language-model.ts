import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { gzipSync } from 'node:zlib';
import { Command, InvalidArgumentError, Option } from 'commander';
import { arpaText } from '../corpus/ngrams/arpa-text.ts';
import { countNgrams } from '../corpus/ngrams/counts.ts';
import { estimateNgrams } from '../corpus/ngrams/estimate.ts';
import { measurePerplexity } from '../corpus/ngrams/perplexity.ts';
import { type NgramUnit, sentencesOf } from '../corpus/ngrams/sentences.ts';
import { readSource } from '../corpus/source.ts';
import { readArpa } from '../decoding/ctc/arpa.ts';
import { CommandError, run } from './fail.ts';
import { wholeNumber } from './whole-number.ts';

type Flags = { order: number; least: number[]; unit: NgramUnit; out: string; test?: string };

function build(texts: readonly string[], { order, least, unit, out, test }: Flags): void {
  const sentences = texts.flatMap((file) => [...sentencesOf(readSource(file), unit)]);
  if (sentences.length === 0) throw new CommandError('The texts have no words');
  const counts = countNgrams(sentences, order, least[0]);
  const estimate = estimateNgrams(counts, least);
  mkdirSync(dirname(out), { recursive: true });
  const text = [...arpaText(counts, estimate)].join('');
  writeFileSync(out, out.endsWith('.gz') ? gzipSync(text, { level: 9 }) : text);
  const kept = estimate.kept.reduce((sum, each) => sum + each, 0);
  process.stdout.write(`${kept} n-grams of ${sentences.length} sentences in ${out}\n`);
  if (test !== undefined) report(out, [...sentencesOf(readSource(test), unit)]);
}

function report(file: string, sentences: readonly string[][]): void {
  const { perplexity, words, unknown } = measurePerplexity(readArpa(readFileSync(file)), sentences);
  process.stdout.write(`perplexity ${perplexity.toFixed(1)} on ${words} words, ${unknown} of them unknown\n`);
}

/** Least counts of the orders, which must not fall: an n-gram is of no use without the words that it begins with. */
function leastCounts(text: string): number[] {
  const counts = text.split(',').map(wholeNumber(1));
  if (counts.some((count, at) => at > 0 && count < counts[at - 1]!)) {
    throw new InvalidArgumentError('No number may be lower than the one before it.');
  }
  return counts;
}

/** `slotline language-model`: writes an n-gram model of texts, for CTC decoding. */
export function languageModelCommand(): Command {
  return new Command('language-model')
    .description('write an n-gram language model of texts (interpolated Kneser-Ney, as an ARPA file)')
    .argument('<texts...>', 'UTF-8 files with one sentence a line; unpacked if the name ends in .gz or .br')
    .requiredOption('--out <file>', 'the ARPA file to write; compressed if it ends in .gz')
    .option('--order <n>', 'words of the longest n-grams', wholeNumber(1, 6), 3)
    .option(
      '--least <counts>',
      'how often n-grams of each order must occur, such as 1,1,2 (the last is for all higher ones); rarer words are <unk>, other rarer n-grams left out',
      leastCounts,
      [1],
    )
    .addOption(
      new Option('--unit <unit>', 'what n-grams are of').choices(['word', 'character']).default('word'),
    )
    .option('--test <text>', 'a text like those, to measure the model on')
    .action((texts: string[], flags: Flags) => run(() => build(texts, flags)));
}

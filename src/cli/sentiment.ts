import { Command } from 'commander';
import { percent } from '../report/format.ts';
import { loadSentiment } from '../tasks/sentiment/load.ts';
import type { SentimentResult } from '../tasks/sentiment/result.ts';
import { textsOf } from './asking.ts';
import { type Colors, colorsFor } from './colors.ts';
import { run } from './fail.ts';
import { findModel } from './models.ts';
import { printable } from './table.ts';

interface Options {
  readonly model: string;
  readonly json?: true;
}

/** `slotline sentiment "text"`: tells whether a text, or each line of standard input, is positive or negative. */
export function sentimentCommand(): Command {
  return new Command('sentiment')
    .description('tell whether a text, or each line of standard input, is positive or negative')
    .argument('[text...]', 'the text; without it, lines are read from standard input')
    .requiredOption('--model <name>', "a name in the models folder, or a package's folder")
    .option('--json', 'print one JSON object a text')
    .action((words: string[], options: Options) => run(() => classify(words, options)));
}

async function classify(words: readonly string[], options: Options): Promise<void> {
  const model = await loadSentiment(findModel(options.model));
  try {
    const colors = colorsFor(process.stdout);
    for await (const text of textsOf(words)) {
      const [result] = await model.classify([text]);
      const answer = options.json ? JSON.stringify({ text, ...result! }) : describe(text, result!, colors);
      process.stdout.write(`${answer}\n`);
    }
  } finally {
    await model.close();
  }
}

function describe(text: string, { label, scores }: SentimentResult, colors: Colors): string {
  const paint = { positive: colors.green, negative: colors.red, neutral: colors.dim }[label];
  return `${paint(label)}  ${percent(scores.positive)} positive  ${printable(text)}`;
}
